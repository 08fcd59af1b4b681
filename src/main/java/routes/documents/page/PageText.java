package routes.documents.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The visible words and ruled lines of a page.
 *
 * @param number counted from 1
 * @param width in points
 * @param height in points
 * @param source text layer or recognised
 * @param words in the order they were found
 * @param rulings the ruled lines that divide the page
 * @param again the words as a second reading of a recognised page has them; absent when it has the
 *     same
 * @param turned by how many degrees the page was turned, clockwise, to be read; absent when it lies
 *     upright
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageText(
    int number,
    float width,
    float height,
    Source source,
    List<Word> words,
    List<Ruling> rulings,
    @Nullable List<Word> again,
    @Nullable Integer turned) {

  public PageText {
    words = List.copyOf(words);
    rulings = List.copyOf(rulings);
    again = again == null ? null : List.copyOf(again);
  }

  /** A page that was read once. */
  public PageText(
      int number,
      float width,
      float height,
      Source source,
      List<Word> words,
      List<Ruling> rulings) {
    this(number, width, height, source, words, rulings, null, null);
  }

  /** The page as the second reading has it. */
  @JsonIgnore
  public PageText second() {
    return again == null
        ? this
        : new PageText(number, width, height, source, again, rulings, null, turned);
  }
}
