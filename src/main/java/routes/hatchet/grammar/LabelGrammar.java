package routes.hatchet.grammar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.LabelWish;
import routes.protocol.v1.WorkerLabelComparator;

/**
 * Labels that workers have, {@code pool=cpu}, and labels that are wished of them, {@code pool=cpu,
 * memory>=16, region=eu weight 50}.
 */
public final class LabelGrammar {

  private static final Pattern LABEL = Pattern.compile("([^\\s=<>!]+)\\s*=\\s*([^=<>].*)");
  private static final Pattern WISH =
      Pattern.compile(
          "([^\\s=<>!]+)\\s*(=|!=|>=|<=|>|<)\\s*([^=<>\\s].*?)"
              + "(?:\\s+(required)|\\s+weight\\s+(-?\\d{1,6}))?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

  private LabelGrammar() {}

  /** Labels of a worker: texts, or Integers where they are whole numbers. */
  public static Map<String, Object> labels(String option, @Nullable String text) {
    Map<String, Object> labels = new LinkedHashMap<>();
    for (String part : OptionText.split(option, text, ',')) {
      Matcher matcher = LABEL.matcher(part);
      if (!matcher.matches()) {
        throw new HatchetException(
            option + " has \"" + part + "\": write name=value, separated by commas.");
      }
      labels.put(matcher.group(1), value(matcher.group(2).strip()));
    }
    return labels;
  }

  /** Wishes for a worker; those without a weight are required. */
  public static Map<String, LabelWish> wishes(String option, @Nullable String text) {
    Map<String, LabelWish> wishes = new LinkedHashMap<>();
    for (String part : OptionText.split(option, text, ',')) {
      Matcher matcher = WISH.matcher(part);
      if (!matcher.matches()) {
        throw wrong(option, part);
      }
      String weight = matcher.group(5);
      Object value = value(matcher.group(3).strip());
      WorkerLabelComparator comparator = comparator(matcher.group(2));
      if (!(value instanceof Integer)
          && comparator != WorkerLabelComparator.EQUAL
          && comparator != WorkerLabelComparator.NOT_EQUAL) {
        throw new HatchetException(
            option
                + " has \""
                + part
                + "\": only whole numbers are greater or less; use = or != for texts.");
      }
      LabelWish wish =
          new LabelWish(
              value, weight == null, comparator, weight == null ? 100 : Integer.parseInt(weight));
      if (wishes.put(matcher.group(1), wish) != null) {
        throw new HatchetException(
            option
                + " has two wishes for the label "
                + matcher.group(1)
                + ", and the engine takes one: remove the others.");
      }
    }
    return wishes;
  }

  private static HatchetException wrong(String option, String part) {
    return new HatchetException(
        option
            + " has \""
            + part
            + "\": write name=value, name!=value, or name>=number (also >, <, <=), then weight and"
            + " a number where it is only preferred, separated by commas, such as pool=cpu,"
            + " memory>=16 weight 50.");
  }

  private static Object value(String text) {
    return NUMBER.matcher(text).matches() ? (Object) Integer.valueOf(text) : text;
  }

  private static WorkerLabelComparator comparator(String sign) {
    return switch (sign) {
      case "!=" -> WorkerLabelComparator.NOT_EQUAL;
      case ">" -> WorkerLabelComparator.GREATER_THAN;
      case ">=" -> WorkerLabelComparator.GREATER_THAN_OR_EQUAL;
      case "<" -> WorkerLabelComparator.LESS_THAN;
      case "<=" -> WorkerLabelComparator.LESS_THAN_OR_EQUAL;
      default -> WorkerLabelComparator.EQUAL;
    };
  }
}
