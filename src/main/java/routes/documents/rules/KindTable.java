package routes.documents.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import routes.documents.layout.Table;

/**
 * A table of kinds of equipment with how old, how far driven or how long financed each may be, or
 * of industries with what each needs: its rows or columns are no programs.
 *
 * @param entries in the table's order; none where it is not sure that they are kinds
 */
record KindTable(List<Entry> entries) {

  /** Heads over the names of kinds. */
  private static final String OF_KINDS =
      "(?i)(?:(?:kinds?|types?|class(?:es)?|categor(?:y|ies)) of )?(?:equipment|collateral|assets?|units?|vehicles?|machine(?:s|ry)?)(?: (?:kinds?|types?|class(?:es)?|categor(?:y|ies)|groups?|descriptions?))?";

  private static final String OF_INDUSTRIES = "(?i)industr(?:y|ies)(?: (?:types?|segments?))?";

  private static final String OF_CLASSES =
      "(?i)(?:equipment |asset |collateral )?(?:categor(?:y|ies)|class(?:es)?|groups?|types?)";

  /** Heads that may stand over anything. */
  private static final String OF_ANYTHING = "(?i)|kinds?|types?|what|items?|class";

  private static final Set<Field> OF_EQUIPMENT =
      EnumSet.of(Field.EQUIPMENT_AGE, Field.EQUIPMENT_AGE_AT_TERM_END, Field.EQUIPMENT_MILEAGE);

  private static final Set<Field> OF_DEALS =
      EnumSet.of(Field.DOWN_PAYMENT, Field.LOAN_AMOUNT, Field.SOFT_COSTS);

  private static final String TO_SEND =
      "(?i)(?:(?:send|provide|include)\\b.*|(?:typical )?examples?)";
  private static final String HOURS = "(?i).*\\bhours?\\b.*";

  /**
   * A requirement.
   *
   * @param kind the row's or column's own words
   * @param when the kind as a policy's condition; empty when it is not sure what the words mean
   * @param label what is required
   * @param value the field
   */
  record Entry(String kind, Optional<String> when, String label, String value) {

    String quote() {
      return kind + " " + label + " " + value;
    }
  }

  /**
   * The requirements in a table, if its rows or columns are kinds of equipment or industries.
   *
   * @param programs whether words are known to name a program
   */
  static Optional<KindTable> of(Table table, Predicate<String> programs) {
    List<List<String>> rows = TableShape.fields(table);
    if (rows.size() < 2 || table.width() < 2) {
      return Optional.empty();
    }
    return down(rows, programs).or(() -> down(TableShape.turned(rows), programs));
  }

  /** Reads a table whose rows may be kinds. */
  private static Optional<KindTable> down(List<List<String>> rows, Predicate<String> programs) {
    List<String> labels = rows.get(0).subList(1, rows.get(0).size());
    List<String> names = rows.stream().skip(1).map(row -> row.get(0)).toList();
    String corner = Prose.plain(rows.get(0).get(0)).replaceAll("[:.]+$", "");
    boolean steps = names.stream().anyMatch(KindTable::step);
    if (steps && corner.matches(OF_CLASSES) && aboutEquipment(labels)) {
      // Classes of equipment, of which applications know nothing.
      return Optional.of(new KindTable(entries(rows, name -> Optional.empty())));
    }
    boolean named = names.stream().noneMatch(name -> name.isBlank() || TableReader.labels(name));
    boolean heads = labels.stream().noneMatch(KindTable::counts);
    if (steps || !named || !heads) {
      return Optional.empty();
    }
    if (names.stream().allMatch(name -> EquipmentKind.newOrUsed(name).isPresent())) {
      return labels.stream().anyMatch(KindTable::limitsDeals)
          ? Optional.of(new KindTable(entries(rows, EquipmentKind::newOrUsed)))
          : Optional.empty();
    }
    if (corner.matches(OF_INDUSTRIES)) {
      return labels.stream().anyMatch(TableReader::labels)
          ? Optional.of(new KindTable(entries(rows, EquipmentKind::industry)))
          : Optional.empty();
    }
    if (corner.matches(OF_KINDS)) {
      return labels.stream().anyMatch(KindTable::limitsDeals)
          ? Optional.of(new KindTable(entries(rows, EquipmentKind::condition)))
          : Optional.empty();
    }
    boolean aboutEquipment =
        aboutEquipment(labels)
            && !corner.matches(TableShape.PROGRAMS)
            && names.stream().noneMatch(programs);
    boolean things =
        names.stream()
            .filter(name -> !EquipmentKind.theOthers(name))
            .allMatch(name -> EquipmentKind.named(name).isPresent());
    return aboutEquipment && (things || corner.matches(OF_ANYTHING))
        ? Optional.of(
            new KindTable(
                entries(rows, things ? EquipmentKind::condition : name -> Optional.empty())))
        : Optional.empty();
  }

  private static List<Entry> entries(
      List<List<String>> rows, Function<String, Optional<String>> condition) {
    List<Entry> entries = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Optional<String> when = condition.apply(row.get(0));
      for (int c = 1; c < row.size(); c++) {
        if (!TableFields.sayNothing(row.get(c))) {
          entries.add(new Entry(row.get(0), when, rows.get(0).get(c), row.get(c)));
        }
      }
    }
    return entries;
  }

  private static Stream<Field> fields(String label) {
    return NumberReader.mentions(Prose.plain(TableLabel.of(label))).stream()
        .map(NumberReader.Mention::field);
  }

  private static boolean ofEquipmentAlone(String label) {
    return fields(label).anyMatch(OF_EQUIPMENT::contains) || label.matches(HOURS);
  }

  /** Age, miles, hours, or how long it is financed. */
  private static boolean limitsEquipment(String label) {
    return ofEquipmentAlone(label) || fields(label).anyMatch(Field.LOAN_TERM::equals);
  }

  private static boolean aboutEquipment(List<String> labels) {
    return labels.stream().allMatch(label -> limitsEquipment(label) || goesWith(label))
        && labels.stream().anyMatch(KindTable::ofEquipmentAlone);
  }

  /** What stands beside an age, and may say more of the same kind. */
  private static boolean goesWith(String label) {
    return TableLabel.leavesOpen(TableLabel.of(label)) || label.matches(TO_SEND);
  }

  private static boolean limitsDeals(String label) {
    return limitsEquipment(label) || fields(label).anyMatch(OF_DEALS::contains);
  }

  private static boolean step(String name) {
    return ProgramName.in(name).filter(ProgramName::isStep).isPresent();
  }

  private static boolean counts(String name) {
    return !Quantities.in(Prose.plain(name)).isEmpty();
  }
}
