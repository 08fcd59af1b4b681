package routes.lending.criteria;

import java.util.Locale;
import java.util.Set;
import routes.lending.application.Fact.Texts;
import routes.lending.application.Field;
import routes.lending.application.Phrases;
import routes.lending.application.UsStates;

/** How a text of an application is compared with one of a policy's list. */
interface TextMatch {

  /** Whether any text of the application is, or falls under, the list's. */
  Truth test(Texts actual);

  /** The comparison that fits a field. */
  static TextMatch of(Field field, String listed) {
    return switch (field) {
      case STATE -> state(listed);
      case INDUSTRY, EQUIPMENT_TYPE, INDUSTRY_OR_EQUIPMENT -> phrases(listed);
      case CITIZENSHIP -> citizenship(listed);
      default -> plain(listed);
    };
  }

  private static TextMatch plain(String listed) {
    String wanted = listed.strip();
    return actual -> Truth.of(actual.values().stream().anyMatch(wanted::equalsIgnoreCase));
  }

  private static TextMatch state(String listed) {
    String wanted = UsStates.code(listed);
    return actual -> {
      String code = actual.values().get(0);
      return UsStates.isCode(code) ? Truth.of(code.equals(wanted)) : Truth.UNKNOWN;
    };
  }

  private static TextMatch phrases(String listed) {
    Phrases entry = Phrases.of(listed);
    return actual -> {
      Truth any = Truth.FALSE;
      for (Phrases name : actual.phrases()) {
        any = any.or(PhraseMatch.fallsUnder(name, entry));
      }
      return any;
    };
  }

  private static TextMatch citizenship(String listed) {
    boolean wantsUs = US.contains(listed.replace(".", "").strip().toLowerCase(Locale.ROOT));
    return actual ->
        actual.values().get(0).equals("US")
            ? Truth.of(wantsUs)
            : wantsUs ? Truth.FALSE : Truth.UNKNOWN;
  }

  /** How policies call a citizen of the United States. */
  Set<String> US =
      Set.of("us", "usa", "us citizen", "us citizens", "united states", "citizen", "citizens");
}
