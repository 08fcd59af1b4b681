package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a sentence into clauses that each say one thing. */
final class Clauses {

  private static final Pattern SEPARATOR =
      Pattern.compile(
          ", ?(?!\\d{3}\\b)|;| (?:and|plus|with) | \\+ (?=\\d)| ?& ?| - | ?/ ?| ?\\| ?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern JOINING =
      Pattern.compile(
          "(?i)^(?:if|unless|except|with|for|when|or|on|over|under|up to|in|within|during|past|from|of|only)\\b.*");

  /** "... and at least 2 years of something that has no name here". */
  private static final Pattern BOUND =
      Pattern.compile(
          "(?i)^\\s*(?:an? )?(?:at least|at most|min(?:imum)?|max(?:imum)?|no (?:more|less) than)\\b");

  private Clauses() {}

  /** The clauses of a plain sentence; those that say nothing about numbers stand alone. */
  static List<String> of(String sentence) {
    List<String> clauses = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    String separator = "";
    for (String atom : atoms(sentence)) {
      if (SEPARATOR.matcher(atom).matches()) {
        separator = atom;
        continue;
      }
      if (!open.isEmpty() && starts(open.toString(), separator, atom)) {
        clauses.add(open.toString().trim());
        open.setLength(0);
        separator = "";
      }
      open.append(separator).append(atom);
    }
    if (!open.toString().isBlank()) {
      clauses.add(open.toString().trim());
    }
    return clauses;
  }

  private static boolean starts(String open, String separator, String atom) {
    boolean fields = !NumberReader.mentions(atom).isEmpty();
    boolean numbers = !Quantities.in(atom).isEmpty();
    if (complete(open)) {
      boolean another =
          numbers
              && (fields
                  || Guards.part(atom, false).when() != null
                  || BOUND.matcher(atom).find()
                  || Vocabulary.wishes(atom));
      boolean remark =
          !numbers
              && !fields
              && separator.startsWith(",")
              && !JOINING.matcher(atom.trim()).matches();
      boolean paper = !numbers && DemandReader.read("required " + atom.trim()).isPresent();
      return another
          || remark
          || paper
          || forbids(atom)
          || (ofDays(atom) && separator.startsWith(","));
    }
    return separator.startsWith(",")
        && NumberReader.mentions(open).isEmpty()
        && Quantities.in(open).isEmpty()
        && Guards.part(open, true).when() == null;
  }

  /** "Up to 72 months, 90 days deferred": days are no part of what is said before. */
  private static boolean ofDays(String atom) {
    List<Quantity> quantities = Quantities.in(atom);
    return NumberReader.mentions(atom).isEmpty()
        && !quantities.isEmpty()
        && quantities.stream().allMatch(quantity -> quantity.unit() == Unit.DAYS);
  }

  private static boolean complete(String text) {
    return !NumberReader.mentions(text).isEmpty() && !Quantities.in(text).isEmpty();
  }

  private static List<String> atoms(String sentence) {
    List<Quantity> quantities = Quantities.in(sentence);
    List<String> atoms = new ArrayList<>();
    int from = 0;
    Matcher matcher = SEPARATOR.matcher(sentence);
    while (matcher.find()) {
      int at = matcher.start();
      if (quantities.stream().anyMatch(q -> q.start() < at && at < q.end())) {
        continue;
      }
      atoms.add(sentence.substring(from, at));
      atoms.add(matcher.group());
      from = matcher.end();
    }
    atoms.add(sentence.substring(from));
    return atoms;
  }

  private static boolean forbids(String atom) {
    return atom.trim().matches("(?i)no .*") && !FlagReader.mentioned(atom).isEmpty();
  }
}
