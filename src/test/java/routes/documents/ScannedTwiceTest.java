package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import routes.documents.page.PageText;
import routes.documents.page.Source;
import routes.documents.page.Word;

/** Of a scan only that is believed which both readings of it come to. */
class ScannedTwiceTest {

  private static List<Word> words(String... lines) {
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      float x = 60;
      for (String text : lines[i].split(" ", -1)) {
        words.add(new Word(text, x, 60 + 30 * i, 5 * text.length(), 10, 10, false));
        x += 5 * text.length() + 4;
      }
    }
    return words;
  }

  private static DocumentText scan(List<Word> first, @Nullable List<Word> again) {
    return new DocumentText(
        List.of(new PageText(1, 612, 792, Source.OCR, first, List.of(), again, null)));
  }

  private static ReadPolicy read(List<Word> first, @Nullable List<Word> again) {
    return new PolicyReader().read(scan(first, again), "x");
  }

  @Test
  void aFigureThatIsReadOtherwiseTheSecondTimeIsUnreadWithBoth() {
    ReadPolicy read =
        read(
            words("Minimum FICO 715", "Max term 60 months"),
            words("Minimum FICO 775", "Max term 60 months"));

    assertThat(Facts.of(read.policy())).containsExactly("Standard: loan_term lte 60 months");
    assertThat(read.unread())
        .containsExactly(new UnreadLine(1, "Minimum FICO 715 (read again: Minimum FICO 775)"));
  }

  @Test
  void aRuleThatOnlyOneReadingHasIsUnread() {
    ReadPolicy first = read(words("Minimum FICO 715"), words("Nnimum FIC0 7l5"));
    ReadPolicy second = read(words("Nnimum FIC0 7l5"), words("Minimum FICO 715"));

    assertThat(Facts.of(first.policy())).isEmpty();
    assertThat(Facts.of(second.policy())).isEmpty();
    assertThat(first.unread())
        .contains(new UnreadLine(1, "Minimum FICO 715 (not clear enough in the scan)"));
    assertThat(second.unread())
        .contains(new UnreadLine(1, "Minimum FICO 715 (not clear enough in the scan)"));
  }

  @Test
  void aWordThatTurnsAMeaningIsAskedToo() {
    ReadPolicy read = read(words("Max loan amount $75,000"), words("Min loan amount $75,000"));

    assertThat(Facts.of(read.policy())).isEmpty();
  }

  @Test
  void aDifferenceThatChangesNothingCostsNothing() {
    ReadPolicy read =
        read(
            words("Greetings frorn us", "Minimum FICO 715"),
            words("Greetings from us", "Minimum FICO 715"));

    assertThat(Facts.of(read.policy())).containsExactly("Standard: fico_score gte 715");
  }

  @Test
  void bothReadingsAreStoredWithTheDocument() throws Exception {
    DocumentText text = scan(words("Minimum FICO 715"), words("Minimum FICO 775"));
    JsonMapper json = JsonMapper.builder().build();

    DocumentText stored = json.readValue(json.writeValueAsString(text), DocumentText.class);

    assertThat(stored).isEqualTo(text);
    assertThat(stored.second()).isPresent();
  }

  @Test
  void aDocumentThatWasStoredBeforeIsReadAsItIs() throws Exception {
    String stored =
        "{\"pages\":[{\"number\":1,\"width\":612.0,\"height\":792.0,\"source\":\"ocr\",\"words\":[],\"rulings\":[]}]}";

    DocumentText text = JsonMapper.builder().build().readValue(stored, DocumentText.class);

    assertThat(text.second()).isEmpty();
  }
}
