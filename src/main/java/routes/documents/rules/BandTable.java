package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import routes.documents.layout.Table;

/**
 * A table that is about one thing, which its title names: down payments, say, for programs side by
 * side and bands of scores below each other, or the other way round.
 */
final class BandTable {

  private static final Pattern HIGHEST =
      Pattern.compile("\\bmax(?:imum)?\\b|\\bup to\\b", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_TITLE = 12;

  private BandTable() {}

  /** What a title says that a table is about, as a label; nothing when it names several things. */
  static Optional<String> about(String title) {
    String plain = Prose.plain(title);
    if (plain.split(" ").length > LONGEST_TITLE
        || !Quantities.in(plain.replaceFirst("^\\d+\\.? ", "")).isEmpty()) {
      return Optional.empty();
    }
    List<Field> fields =
        NumberReader.mentions(plain).stream()
            .map(NumberReader.Mention::field)
            .filter(field -> field != Field.FICO_SCORE && field != Field.PAYNET_SCORE)
            .distinct()
            .toList();
    if (fields.size() != 1) {
      return Optional.empty();
    }
    boolean most = HIGHEST.matcher(plain).find();
    return switch (fields.get(0)) {
      case DOWN_PAYMENT -> Optional.of("minimum down payment");
      case LOAN_AMOUNT -> most ? Optional.of("maximum loan amount") : Optional.empty();
      case LOAN_TERM -> most ? Optional.of("maximum term") : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * The requirements in a table under such a title.
   *
   * @param label what the table is about
   * @param programs whether words are known to name a program
   */
  static Optional<CrossTable> of(Table table, String label, Predicate<String> programs) {
    List<List<String>> rows = TableShape.fields(table);
    if (rows.size() < 2 || table.width() < 2) {
      return Optional.empty();
    }
    return down(rows, label, programs).or(() -> down(TableShape.turned(rows), label, programs));
  }

  /** Reads a table whose rows are bands. */
  private static Optional<CrossTable> down(
      List<List<String>> rows, String label, Predicate<String> programs) {
    List<String> head = rows.get(0);
    List<CrossHead> bands =
        heads(rows.stream().skip(1).map(row -> row.get(0)).toList(), head.get(0));
    List<CrossHead> across = heads(head.subList(1, head.size()), "");
    Optional<List<CrossHead>> named = CrossHead.named(across, programs);
    boolean banded =
        bands.size() == rows.size() - 1 && bands.stream().allMatch(b -> b.band() != null);
    Optional<List<CrossHead>> lines = banded ? CrossHead.settled(bands) : Optional.empty();
    if (lines.isEmpty() || across.size() < head.size() - 1 || named.isEmpty()) {
      return Optional.empty();
    }
    List<CrossTable.Entry> entries = new ArrayList<>();
    for (int r = 1; r < rows.size(); r++) {
      for (int c = 1; c < head.size(); c++) {
        String value = rows.get(r).get(c);
        if (!TableFields.sayNothing(value)) {
          entries.add(
              new CrossTable.Entry(
                  named.get().get(c - 1).program(),
                  label,
                  value,
                  lines.get().get(r - 1).band(),
                  rows.get(r).get(0) + " " + value));
        }
      }
    }
    return Optional.of(new CrossTable(entries));
  }

  private static List<CrossHead> heads(List<String> texts, String above) {
    return texts.stream()
        .map(text -> CrossHead.of(text, above, TableReader::labels))
        .flatMap(Optional::stream)
        .toList();
  }
}
