package routes.turns.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.turns.window.MessageShape;

/** Tells how an application stands, by its reference; out of the data alone. */
public final class StatusAgent implements TurnAgent {
  private static final int MOST_TOLD = 3;
  private static final int MOST_LISTED = 10;
  private static final int LONGEST_ECHO = 40;
  // Something with a digit in it that stands for itself, as references do.
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\w-])[A-Za-z0-9]+(?:[-_/.][A-Za-z0-9]+)*(?![\\w-])");

  @Override
  public Reply answer(Conversation conversation) {
    String text = String.join("\n", conversation.messages());
    List<CustomerApplication> own = conversation.applications();
    List<CustomerApplication> named = own.stream().filter(one -> names(text, one)).toList();
    if (!named.isEmpty()) {
      return told(named);
    }
    Optional<String> unknown = reference(text);
    if (unknown.isPresent()) {
      return new Reply(
          "I find no application %s of yours. Please check the reference.".formatted(unknown.get()),
          true,
          false);
    }
    if (conversation.messages().stream()
        .allMatch(message -> MessageShape.of(message) == MessageShape.GREETING)) {
      return new Reply(
          "Hello. Which application is it about? Please give me its reference.", true, false);
    }
    if (own.isEmpty()) {
      return new Reply("There is no application on file for you.", false, false);
    }
    if (own.size() == 1) {
      return told(own);
    }
    String names =
        own.stream()
            .limit(MOST_LISTED)
            .map(CustomerApplication::name)
            .collect(Collectors.joining(", "));
    return new Reply(
        "You have %d applications. Which one is it about: %s%s?"
            .formatted(own.size(), names, own.size() > MOST_LISTED ? ", …" : ""),
        true,
        false);
  }

  private static Reply told(List<CustomerApplication> named) {
    return new Reply(
        named.stream()
            .limit(MOST_TOLD)
            .map(CustomerApplication::sentence)
            .collect(Collectors.joining("\n")),
        false,
        true);
  }

  /** Whether a text names an application by its whole reference, or by its id. */
  static boolean names(String text, CustomerApplication application) {
    return holds(text, application.id())
        || (application.reference() != null && holds(text, application.reference()));
  }

  private static boolean holds(String text, String name) {
    String where = text.toLowerCase(Locale.ROOT);
    String what = name.strip().toLowerCase(Locale.ROOT);
    for (int at = where.indexOf(what);
        at >= 0 && !what.isEmpty();
        at = where.indexOf(what, at + 1)) {
      if (apart(where, at - 1) && apart(where, at + what.length())) {
        return true;
      }
    }
    return false;
  }

  /** A point may end a sentence; a hyphen goes on. */
  private static boolean apart(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return true;
    }
    char letter = text.charAt(at);
    return !Character.isLetterOrDigit(letter) && letter != '-' && letter != '_';
  }

  private static Optional<String> reference(String text) {
    return REFERENCE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(word -> word.length() > 1 && word.chars().anyMatch(Character::isDigit))
        .map(word -> word.length() <= LONGEST_ECHO ? word : word.substring(0, LONGEST_ECHO) + "…")
        .findFirst();
  }
}
