package routes.documents.page;

import java.util.List;

/**
 * The visible words and ruled lines of a page.
 *
 * @param number counted from 1
 * @param width in points
 * @param height in points
 * @param source text layer or recognised
 * @param words in the order they were found
 * @param rulings the ruled lines that divide the page
 */
public record PageText(
    int number, float width, float height, Source source, List<Word> words, List<Ruling> rulings) {

  public PageText {
    words = List.copyOf(words);
    rulings = List.copyOf(rulings);
  }
}
