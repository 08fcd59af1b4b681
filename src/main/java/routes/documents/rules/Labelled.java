package routes.documents.rules;

/** The two sides of a colon in a plain text. */
final class Labelled {

  private Labelled() {}

  /** What stands before the first colon; empty when there is none, or nothing stands behind it. */
  static String label(String plain) {
    int colon = colon(plain);
    return colon > 0 ? plain.substring(0, colon) : "";
  }

  /** What stands behind the first colon; empty when there is none. */
  static String value(String plain) {
    int colon = colon(plain);
    return colon > 0 ? plain.substring(colon + 1).trim() : "";
  }

  private static int colon(String plain) {
    int colon = plain.indexOf(':');
    return colon < plain.length() - 1 ? colon : -1;
  }
}
