package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.junit.jupiter.api.Test;
import routes.documents.page.Word;
import routes.documents.pdf.Limits;

/** What cannot be read is refused with one sentence; what cannot be seen is not read. */
class UnreadableDocumentTest {

  private static final Limits STANDARD = Limits.standard();

  @Test
  void anEmptyFile() {
    refused(new byte[0], STANDARD, "The document is empty: send the PDF itself.");
  }

  @Test
  void aFileThatIsNoPdf() {
    byte[] html = "<html><body>not a pdf</body></html>".getBytes(StandardCharsets.UTF_8);

    refused(html, STANDARD, "The document is not a PDF: send a PDF file.");
  }

  @Test
  void aPdfThatIsCutOff() throws IOException {
    byte[] whole = SampleForm.birchwood();
    byte[] garbage = Arrays.copyOf("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 400);

    refused(
        garbage, STANDARD, "The PDF is broken and cannot be read: save it anew and send it again.");
    assertThat(whole).isNotEmpty();
  }

  @Test
  void anEncryptedPdf() throws IOException {
    byte[] bytes;
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      bytes = saved(document);
    }

    refused(bytes, STANDARD, "The PDF is encrypted: send it without a password.");
  }

  @Test
  void tooManyPages() throws IOException {
    byte[] bytes;
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 201; i++) {
        document.addPage(new PDPage());
      }
      bytes = saved(document);
    }

    refused(bytes, STANDARD, "The PDF has 201 pages: send one of at most 200.");
  }

  @Test
  void tooManyBytes() {
    Limits small = new Limits(10, 200, 1000, 1000, 1 << 20, Duration.ofSeconds(5));

    refused(new byte[11], small, "The document has 11 bytes: send one of at most 10.");
  }

  @Test
  void tooManyOperations() throws IOException {
    byte[] bytes;
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
        for (int i = 0; i < 5_000; i++) {
          stream.moveTo(i % 600, 10);
          stream.lineTo(i % 600, 20);
          stream.stroke();
        }
      }
      bytes = saved(document);
    }
    Limits few = new Limits(1 << 20, 200, 10_000, 40_000_000, 128 << 20, Duration.ofSeconds(30));

    refused(
        bytes,
        few,
        "The PDF is too costly to read: the PDF draws with more than 10,000 operations.");
  }

  @Test
  void tooMuchTime() throws IOException {
    Limits none = new Limits(1 << 20, 200, 3_000_000, 40_000_000, 128 << 20, Duration.ZERO);

    refused(
        SampleForm.birchwood(),
        none,
        "The PDF is too costly to read: reading the PDF took more than 0 seconds.");
  }

  @Test
  void aPictureThatIsTooLarge() throws IOException {
    Limits small = new Limits(1 << 20, 200, 3_000_000, 100_000, 128 << 20, Duration.ofSeconds(30));
    byte[] scan = Scans.of(SampleForm.birchwood(), 40, 0, 0);

    assertThatThrownBy(() -> new DocumentReader(small).read(scan))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("pixels, more than 100,000 in all");
  }

  @Test
  void aPageWithNothingOnIt() throws IOException {
    byte[] bytes;
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      bytes = saved(document);
    }

    refused(bytes, STANDARD, "The PDF has no text that can be read: send a clearer copy.");
  }

  @Test
  void textThatNobodySeesIsNotRead() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet
          .text(Sheet.PLAIN, 11, 60, 80, "Minimum FICO score is 700 for all")
          .text(Sheet.PLAIN, 11, 60, 120, Color.WHITE, "Whitetext FICO 300")
          .text(Sheet.PLAIN, 0.5f, 60, 140, "Tinytext FICO 300")
          .text(Sheet.PLAIN, 11, 900, 160, "Offpage FICO 300")
          .text(Sheet.PLAIN, 11, 60, 200, "Covered FICO 300")
          .fill(50, 180, 300, 40, Color.YELLOW)
          .fill(50, 230, 300, 20, Color.BLACK)
          .text(Sheet.PLAIN, 11, 60, 245, Color.WHITE, "Banner words are seen");
      DocumentText text = new DocumentReader().read(sheet.bytes());

      assertThat(text.pages().get(0).words())
          .extracting(Word::text)
          .contains("Minimum", "700", "Banner")
          .doesNotContain("Whitetext", "Tinytext", "Offpage", "Covered");
    }
  }

  @Test
  void invisibleRenderingIsNotRead() throws IOException {
    byte[] bytes;
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
        stream.beginText();
        stream.setFont(new PDType1Font(Sheet.PLAIN), 12);
        stream.newLineAtOffset(50, 700);
        stream.showText("These words here are seen");
        stream.setRenderingMode(RenderingMode.NEITHER);
        stream.newLineAtOffset(0, -30);
        stream.showText("Ghost");
        stream.endText();
      }
      bytes = saved(document);
    }

    assertThat(new DocumentReader().read(bytes).pages().get(0).words())
        .extracting(Word::text)
        .containsExactly("These", "words", "here", "are", "seen");
  }

  @Test
  void theTextSurvivesBeingStored() throws IOException {
    DocumentText text = new DocumentReader().read(SampleForm.birchwood());
    JsonMapper json = JsonMapper.builder().build();

    assertThat(json.readValue(json.writeValueAsBytes(text), DocumentText.class)).isEqualTo(text);
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  private static void refused(byte[] pdf, Limits limits, String sentence) {
    assertThatThrownBy(() -> new DocumentReader(limits).read(pdf))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessage(sentence);
  }
}
