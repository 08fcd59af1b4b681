package routes.engine.scheduler;

/**
 * An event trigger with wildcards: each star stands for any characters or none.
 *
 * @param trigger as it was registered: "order:*"
 */
record EventPattern(String trigger) {

  static boolean is(String trigger) {
    return trigger.indexOf('*') >= 0;
  }

  /** Whether an event's key fits; each part is sought once, whatever the trigger. */
  boolean matches(String key) {
    String[] parts = trigger.split("\\*", -1);
    String first = parts[0];
    String last = parts[parts.length - 1];
    if (key.length() < first.length() + last.length()
        || !key.startsWith(first)
        || !key.endsWith(last)) {
      return false;
    }
    int at = first.length();
    int end = key.length() - last.length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = key.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
    }
    return true;
  }
}
