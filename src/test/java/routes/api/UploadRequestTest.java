package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadRequestTest {
  @ParameterizedTest
  @CsvSource({
    "guideline.pdf, guideline.pdf",
    "../../etc/passwd, passwd",
    "C:\\docs\\rates.pdf, rates.pdf",
    "a\u202Efdp.exe, afdp.exe",
    "'  ', document",
    "<script>.pdf, script.pdf"
  })
  void onlyTheNameOfAFileIsKept(String sent, String kept) {
    assertThat(UploadRequest.fileName(sent)).isEqualTo(kept);
  }

  @Test
  void controlCharactersGoAndLengthIsBounded() {
    assertThat(UploadRequest.fileName("a\0b\nc.pdf")).isEqualTo("abc.pdf");
    assertThat(UploadRequest.fileName("x".repeat(4000) + ".pdf")).hasSize(200).endsWith(".pdf");
    assertThat(UploadRequest.fileName(null)).isEqualTo("document");
  }
}
