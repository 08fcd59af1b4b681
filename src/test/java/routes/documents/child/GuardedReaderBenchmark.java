package routes.documents.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.documents.DocumentReader;

/** Pages a second: in this process, in a warm child, and in a child for each document. */
@Tag("benchmark")
class GuardedReaderBenchmark {

  private static final int ROUNDS = 20;

  private interface Reading {
    void of(byte[] pdf);
  }

  private static double pagesPerSecond(String title, byte[] pdf, int rounds, Reading reading) {
    reading.of(pdf);
    long begun = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      reading.of(pdf);
    }
    double perSecond = rounds / ((System.nanoTime() - begun) / 1e9);
    System.out.printf("%s: %.1f pages a second%n", title, perSecond);
    return perSecond;
  }

  private static ChildLimits limits(int documents) {
    return new ChildLimits(
        Duration.ofSeconds(20),
        Duration.ofSeconds(100),
        256,
        900,
        1,
        documents,
        Duration.ofSeconds(60));
  }

  @Test
  void pages() throws IOException {
    byte[] text = Files.readAllBytes(Path.of("samples/guidelines/ridgeway-equipment-capital.pdf"));
    byte[] scan = Files.readAllBytes(Path.of("samples/guidelines/old-mill-bank.pdf"));
    DocumentReader here = new DocumentReader();
    try (GuardedReader warm = new GuardedReader(limits(1000));
        GuardedReader cold = new GuardedReader(limits(1))) {
      pagesPerSecond("text, this process", text, ROUNDS, here::read);
      double fast = pagesPerSecond("text, warm child", text, ROUNDS, warm::read);
      double slow = pagesPerSecond("text, new child each", text, ROUNDS / 4, cold::read);
      pagesPerSecond("scan, this process", scan, 3, here::read);
      pagesPerSecond("scan, warm child", scan, 3, warm::read);
      pagesPerSecond("scan, new child each", scan, 3, cold::read);
      assertThat(fast).isGreaterThan(slow);
    }
  }
}
