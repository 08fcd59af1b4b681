package routes.documents.llm;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into questions of a bounded size and number. Pages stay whole where they fit; a
 * longer one is cut between lines.
 */
final class Questions {

  private static final String PAGE = "=== page %d ===%n";

  private final int mostCharacters;
  private final int most;

  /**
   * Bounds.
   *
   * @param mostCharacters of one question
   * @param most questions of a document
   */
  Questions(int mostCharacters, int most) {
    this.mostCharacters = mostCharacters;
    this.most = most;
  }

  /**
   * What is asked of a document.
   *
   * @param texts one for each question
   * @param left the pages, or parts of them, that are not asked about
   */
  record Asked(List<String> texts, List<Integer> left) {}

  Asked about(Transcript transcript) {
    List<String> texts = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Transcript.Page page : transcript.pages()) {
      for (String part : parts(page)) {
        if (!text.isEmpty() && text.length() + part.length() > mostCharacters) {
          texts.add(text.toString());
          text.setLength(0);
        }
        if (texts.size() >= most) {
          left.add(page.number());
        } else {
          text.append(part);
        }
      }
    }
    if (!text.isEmpty()) {
      texts.add(text.toString());
    }
    return new Asked(texts, left.stream().distinct().toList());
  }

  private List<String> parts(Transcript.Page page) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder(PAGE.formatted(page.number()));
    int empty = part.length();
    for (String line : page.lines()) {
      String bounded =
          line.length() > mostCharacters / 2 ? line.substring(0, mostCharacters / 2) : line;
      if (part.length() + bounded.length() > mostCharacters && part.length() > empty) {
        parts.add(part.toString());
        part = new StringBuilder(PAGE.formatted(page.number()));
      }
      part.append(bounded).append('\n');
    }
    if (part.length() > empty) {
      parts.add(part.toString());
    }
    return parts;
  }
}
