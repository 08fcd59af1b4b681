package routes.report;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import routes.documents.page.Word;
import routes.lending.policy.Criterion;

/**
 * Finds quoted words on a page. Words may stand between them, as they do where a table's cells are
 * read across.
 */
final class QuoteFinder {
  private static final int LARGEST_GAP = 6;
  private static final double LEAST_SHARE = 0.6;

  private QuoteFinder() {}

  /** The words that make up the quote, each of its parts in the page's order; empty for none. */
  static List<Word> find(List<Word> words, String quote) {
    return Stream.of(quote.split(Criterion.BETWEEN_QUOTES, -1))
        .flatMap(part -> findPart(words, part).stream())
        .distinct()
        .toList();
  }

  private static List<Word> findPart(List<Word> words, String quote) {
    List<String> wanted = new ArrayList<>();
    for (String token : quote.split("\\s+", -1)) {
      if (!plain(token).isEmpty()) {
        wanted.add(plain(token));
      }
    }
    List<String> page = words.stream().map(word -> plain(word.text())).toList();
    List<Integer> best = List.of();
    for (int start = 0; start < page.size(); start++) {
      List<Integer> found = from(page, start, wanted);
      if (found.size() > best.size() || (found.size() == best.size() && span(found) < span(best))) {
        best = found;
      }
    }
    return best.size() < Math.max(1, Math.ceil(wanted.size() * LEAST_SHARE))
        ? List.of()
        : best.stream().map(words::get).toList();
  }

  private static int span(List<Integer> found) {
    return found.isEmpty() ? 0 : found.get(found.size() - 1) - found.get(0);
  }

  /** The wanted words from a place on, none further from the one before than a gap. */
  private static List<Integer> from(List<String> page, int start, List<String> wanted) {
    List<Integer> found = new ArrayList<>();
    int next = start;
    for (String token : wanted) {
      int end = Math.min(page.size(), found.isEmpty() ? start + 1 : next + LARGEST_GAP);
      for (int i = next; i < end; i++) {
        if (page.get(i).equals(token)) {
          found.add(i);
          next = i + 1;
          break;
        }
      }
      if (found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("^[^\\p{L}\\p{N}$%+<>=]+|[^\\p{L}\\p{N}$%+<>=]+$", "");
  }
}
