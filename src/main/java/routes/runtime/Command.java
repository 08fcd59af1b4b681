package routes.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** A task of the command line that ends by itself. */
sealed interface Command {

  /**
   * Checks the history of decisions.
   *
   * @param replay whether each decision is executed again
   */
  record VerifyHistory(boolean replay) implements Command {}

  /**
   * Replays stored applications against a policy version.
   *
   * @param lender the lender's id
   * @param version the version that is tried
   * @param against the version that it is compared with; empty for the active one
   * @param last how many applications, the newest first
   * @param csv whether the answer is CSV instead of JSON
   */
  record Simulate(String lender, String version, String against, int last, boolean csv)
      implements Command {}

  /**
   * Reads the words of the command line.
   *
   * @throws SettingsException naming the word that is wrong
   */
  static Command of(List<String> args) {
    Deque<String> words = new ArrayDeque<>(args);
    String name = words.remove();
    return switch (name) {
      case "--verify-history" -> {
        boolean replay = "--replay".equals(words.peek());
        if (replay) {
          words.remove();
        }
        requireEnd(words);
        yield new VerifyHistory(replay);
      }
      case "--simulate" -> simulate(words);
      default ->
          throw new SettingsException(
              "'%s' is no option: there are --demo, --verify-history and --simulate; everything else is set in the environment."
                  .formatted(name));
    };
  }

  private static Command simulate(Deque<String> words) {
    String lender = next(words, "the lender's id");
    try {
      lender = UUID.fromString(lender).toString();
    } catch (IllegalArgumentException e) {
      throw new SettingsException("'%s' is no lender's id: give its UUID.".formatted(lender));
    }
    String version = version(next(words, "the policy's version"));
    String against = "";
    int last = 1000;
    boolean csv = false;
    while (!words.isEmpty()) {
      String option = words.remove();
      switch (option) {
        case "--last" -> last = number(next(words, "a number of applications"));
        case "--against" -> against = version(next(words, "a version"));
        case "--csv" -> csv = true;
        default ->
            throw new SettingsException(
                "'%s' is no option of --simulate: there are --last, --against and --csv."
                    .formatted(option));
      }
    }
    return new Simulate(lender, version, against, last, csv);
  }

  private static String next(Deque<String> words, String what) {
    if (words.isEmpty()) {
      throw new SettingsException(
          "--simulate lacks %s: write --simulate LENDER VERSION [--last N] [--against VERSION] [--csv]."
              .formatted(what));
    }
    return words.remove();
  }

  private static String version(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new SettingsException(
          "'%s' is no policy version: give its 64 hex digits.".formatted(text));
    }
    return text;
  }

  private static int number(String text) {
    if (text.matches("[1-9]\\d{0,5}")) {
      return Integer.parseInt(text);
    }
    throw new SettingsException(
        "--last is '%s': give a whole number from 1 to 999999.".formatted(text));
  }

  private static void requireEnd(Deque<String> words) {
    if (!words.isEmpty()) {
      throw new SettingsException(
          "'%s' is no option of --verify-history: there is --replay.".formatted(words.peek()));
    }
  }
}
