package routes.documents.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import routes.documents.DocumentReader;
import routes.documents.DocumentText;
import routes.documents.UnreadableDocumentException;
import routes.documents.page.Word;

/** Hostile documents are refused with a sentence, and the next document is read. */
class GuardedReaderTest {

  private static final ChildLimits LIMITS =
      new ChildLimits(
          Duration.ofSeconds(2), Duration.ofSeconds(60), 256, 900, 1, 100, Duration.ofSeconds(60));

  private static GuardedReader reader;
  private static byte[] sample;

  @BeforeAll
  static void start() throws IOException {
    reader = new GuardedReader(LIMITS);
    sample = Files.readAllBytes(Path.of("samples/guidelines/ridgeway-equipment-capital.pdf"));
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  private static void refused(byte[] pdf, String sentence) {
    assertThatThrownBy(() -> reader.read(pdf))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining(sentence);
    // Whatever it did, the next one is read.
    assertThat(reader.read(sample).pages()).hasSize(1);
  }

  @Test
  void theTextIsTheSameAsInThisProcess() {
    assertThat(reader.read(sample)).isEqualTo(new DocumentReader().read(sample));
  }

  @Test
  void scannedPagesAreReadToo() throws IOException {
    byte[] scan = Files.readAllBytes(Path.of("samples/guidelines/old-mill-bank.pdf"));
    try (GuardedReader patient = new GuardedReader(ChildLimits.standard())) {
      DocumentText text = patient.read(scan);

      assertThat(text.pages().get(0).words()).extracting(Word::text).contains("Mill", "680");
    }
  }

  @Test
  void aPageIsDrawn() throws IOException {
    BufferedImage page = ImageIO.read(new ByteArrayInputStream(reader.picture(sample, 1, 72)));

    assertThat(page.getWidth()).isEqualTo(612);
    assertThatThrownBy(() -> reader.picture(sample, 2, 72))
        .hasMessage("The PDF has no page 2: it has 1.");
    assertThatThrownBy(() -> reader.picture(sample, 1, 5000)).hasMessageContaining("pixels");
  }

  @Test
  void aPageThatNeverEnds() throws IOException {
    refused(HostilePdfs.formsInForms(40), "too costly to read");
  }

  @Test
  void tenMillionOperations() throws IOException {
    refused(HostilePdfs.operations(10_000_000), "too costly to read");
  }

  @Test
  void aPageTreeThatIsItsOwnChild() throws IOException {
    refused(HostilePdfs.recursiveTree(), "The PDF ");
  }

  @Test
  void aFewBytesThatAreHalfAGigabyte() throws IOException {
    byte[] bomb = HostilePdfs.bomb(500);

    assertThat(bomb.length).isLessThan(5_000_000);
    refused(bomb, "The PDF ");
  }

  @Test
  void aPictureOfFortyThousandByFortyThousand() throws IOException {
    refused(HostilePdfs.picture(40_000), "a picture of 40,000 by 40,000 pixels");
  }

  @Test
  void scriptsAndAttachmentsDoNothing() throws IOException {
    DocumentText text = reader.read(HostilePdfs.active());

    assertThat(text.pages().get(0).words())
        .extracting(Word::text)
        .contains("700")
        .doesNotContain("300");
  }

  @Test
  void aChildThatDiesIsReplaced() {
    reader.read(sample);
    Set<Long> before = reader.waiting();
    assertThat(before).hasSize(1);
    before.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> before.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));

    assertThat(reader.read(sample).pages()).hasSize(1);
    assertThat(reader.waiting()).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void oneChildServesManyDocuments() {
    reader.read(sample);
    Set<Long> before = reader.waiting();
    for (int i = 0; i < 5; i++) {
      reader.read(sample);
    }

    assertThat(reader.waiting()).hasSize(1).isEqualTo(before);
  }

  @Test
  void anIdleChildEnds() {
    ChildLimits hasty =
        new ChildLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            256,
            900,
            1,
            100,
            Duration.ofMillis(200));
    try (GuardedReader mine = new GuardedReader(hasty)) {
      mine.read(sample);
      await().atMost(Duration.ofSeconds(30)).until(() -> mine.waiting().isEmpty());
    }
  }

  @Test
  void aClosedReaderLeavesNoProcess() {
    GuardedReader mine = new GuardedReader(LIMITS);
    mine.read(sample);
    Set<Long> pids = mine.waiting();
    mine.close();

    assertThat(pids).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> pids.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
  }

  @Test
  void manyAtOnceTakeTurns() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<DocumentText>> texts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      texts.add(threads.submit(() -> reader.read(sample)));
    }
    for (Future<DocumentText> text : texts) {
      assertThat(text.get(60, TimeUnit.SECONDS).pages()).hasSize(1);
    }
    threads.shutdown();
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndTheChildIsGone() throws Exception {
    byte[] endless = HostilePdfs.formsInForms(40);
    Thread caller =
        new Thread(
            () ->
                assertThatThrownBy(() -> reader.read(endless))
                    .isInstanceOf(RuntimeException.class));
    caller.start();
    caller.interrupt();
    caller.join(30_000);

    assertThat(caller.isAlive()).isFalse();
    assertThat(reader.read(sample).pages()).hasSize(1);
  }
}
