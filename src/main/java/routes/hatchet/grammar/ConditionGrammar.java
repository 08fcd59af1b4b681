package routes.hatchet.grammar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.Condition;
import routes.hatchet.client.Durations;
import routes.hatchet.client.HatchetException;
import routes.protocol.v1.Action;

/**
 * Conditions of steps: a duration, {@code event:key[CEL]}, {@code parent:step[CEL]}, joined by
 * {@code and}, {@code or} and parentheses.
 *
 * <p>The engine knows alternatives that must all be met, one group after the other; any other
 * nesting is brought into that form.
 */
public final class ConditionGrammar {

  private static final int MOST = 64;
  private static final List<String> EVENT = List.of("input");
  private static final List<String> PARENT = List.of("output", "input");

  /** One condition, before it is known which group it belongs to. */
  private sealed interface Atom {
    Condition in(Action action, @Nullable String group);
  }

  private record Sleep(Duration duration) implements Atom {
    @Override
    public Condition in(Action action, @Nullable String group) {
      return new Condition.Sleep(action, group, duration);
    }
  }

  private record Event(String key, @Nullable String scope, String cel) implements Atom {
    @Override
    public Condition in(Action action, @Nullable String group) {
      return new Condition.UserEvent(action, group, key, scope, cel);
    }
  }

  private record Parent(String step, String cel) implements Atom {
    @Override
    public Condition in(Action action, @Nullable String group) {
      return new Condition.ParentOutput(action, group, step, cel);
    }
  }

  private final String option;
  private final String text;
  private int at;

  private ConditionGrammar(String option, String text) {
    this.option = option;
    this.text = text;
  }

  /**
   * Reads an option.
   *
   * @param option its name, for errors
   * @param action what happens when its conditions are met
   * @param text null or blank for none
   */
  public static List<Condition> read(String option, Action action, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    ConditionGrammar grammar = new ConditionGrammar(option, text);
    List<Set<Atom>> groups = grammar.alternatives();
    grammar.skipSpace();
    if (grammar.at < text.length()) {
      throw grammar.wrong(text.substring(grammar.at), "put and or or before it");
    }
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      String name = groups.get(i).size() == 1 ? null : "or" + i;
      groups.get(i).forEach(atom -> conditions.add(atom.in(action, name)));
    }
    return List.copyOf(conditions);
  }

  /** Parts joined by {@code or}. */
  private List<Set<Atom>> alternatives() {
    List<Set<Atom>> all = together();
    while (word("or")) {
      all = either(all, together());
    }
    return all;
  }

  /** Parts joined by {@code and}, which binds closer. */
  private List<Set<Atom>> together() {
    List<Set<Atom>> all = new ArrayList<>(part());
    while (word("and")) {
      all.addAll(part());
    }
    return limited(all);
  }

  /** One of two lists of groups: each group of the one with each of the other. */
  private List<Set<Atom>> either(List<Set<Atom>> left, List<Set<Atom>> right) {
    List<Set<Atom>> all = new ArrayList<>();
    for (Set<Atom> a : left) {
      for (Set<Atom> b : right) {
        Set<Atom> both = new LinkedHashSet<>(a);
        both.addAll(b);
        all.add(both);
        limited(all);
      }
    }
    return all;
  }

  private List<Set<Atom>> limited(List<Set<Atom>> groups) {
    if (groups.stream().mapToInt(Set::size).sum() > MOST) {
      throw new HatchetException(
          option + " has more than " + MOST + " conditions for the engine: write fewer.");
    }
    return groups;
  }

  private List<Set<Atom>> part() {
    skipSpace();
    if (at < text.length() && text.charAt(at) == '(') {
      at++;
      List<Set<Atom>> inner = alternatives();
      skipSpace();
      if (at >= text.length() || text.charAt(at) != ')') {
        throw new HatchetException(
            option + " has \"" + text + "\", where a parenthesis is never closed: add ).");
      }
      at++;
      return inner;
    }
    return List.of(Set.of(atom()));
  }

  private Atom atom() {
    String word = nextWord();
    String cel = bracket();
    if (word.startsWith("event:")) {
      return event(word.substring("event:".length()), cel);
    } else if (word.startsWith("parent:")) {
      String step = word.substring("parent:".length());
      if (step.isEmpty() || cel == null) {
        throw wrong(word, "write parent:step[CEL], such as parent:check[output.amount > 1000]");
      }
      return new Parent(step, Cel.check(option, cel, PARENT));
    } else if (!word.isEmpty() && Character.isDigit(word.charAt(0)) && cel == null) {
      Duration duration = Durations.parse(option, word);
      if (duration.isZero()) {
        throw wrong(word, "write more than nothing");
      }
      return new Sleep(duration);
    }
    throw wrong(
        word.isEmpty() ? text : word,
        "write a duration such as 30m, event:key, event:key[CEL] or parent:step[CEL], joined by and"
            + " and or");
  }

  private Atom event(String name, @Nullable String cel) {
    int at = name.lastIndexOf('@');
    String key = at < 0 ? name : name.substring(0, at);
    String scope = at < 0 ? null : name.substring(at + 1);
    if (key.isEmpty() || (scope != null && scope.isEmpty())) {
      throw wrong("event:" + name, "write event:key, or event:key@scope");
    }
    // An empty expression is an error for some engines.
    return new Event(key, scope, cel == null ? "true" : Cel.check(option, cel, EVENT));
  }

  private HatchetException wrong(String what, String advice) {
    return new HatchetException(option + " has \"" + what.strip() + "\": " + advice + ".");
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean word(String wanted) {
    int before = at;
    if (nextWord().equals(wanted)) {
      return true;
    }
    at = before;
    return false;
  }

  private String nextWord() {
    skipSpace();
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && "()[".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private @Nullable String bracket() {
    skipSpace();
    if (at >= text.length() || text.charAt(at) != '[') {
      return null;
    }
    int close = OptionText.closing(option, text, at);
    String cel = text.substring(at + 1, close).strip();
    at = close + 1;
    return cel;
  }
}
