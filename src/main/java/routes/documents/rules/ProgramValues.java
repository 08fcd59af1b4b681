package routes.documents.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that one cell gives for several programs: "A: 5 yrs B: 3 yrs C: 1 yr". */
final class ProgramValues {

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:^|[\\s,;/|(])(?<name>(?i:(?:tier|class|grade|level) ?)?(?:[A-E][+-]{0,2}|[1-5])(?i: (?:credits?|paper|tier|rates?))?) ?[:=] ?(?=\\S)");

  private ProgramValues() {}

  /** What is said for which program, in order; nothing unless all of the value is so divided. */
  static Map<ProgramName, String> in(String value) {
    String plain = Prose.plain(value);
    Map<ProgramName, String> each = new LinkedHashMap<>();
    Matcher named = NAMED.matcher(plain);
    int from = 0;
    String name = null;
    while (named.find()) {
      String before = plain.substring(from, named.start()).trim();
      if (name == null ? !before.isEmpty() : !put(each, name, before)) {
        return Map.of();
      }
      name = named.group("name");
      from = named.end();
    }
    return name != null && put(each, name, plain.substring(from)) && each.size() > 1
        ? each
        : Map.of();
  }

  private static boolean put(Map<ProgramName, String> each, String name, String value) {
    String own = value.trim().replaceFirst("[,;/|)]+$", "").trim();
    Optional<ProgramName> program = ProgramName.in(name);
    return !own.isEmpty() && program.isPresent() && each.put(program.get(), own) == null;
  }
}
