package routes.hatchet.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prefixes of names and event keys; the engine knows nothing of them. */
final class Namespaces {

  private Namespaces() {}

  /** Lower case, with one underscore at its end; empty for none. */
  static String normalise(@Nullable String namespace) {
    if (namespace == null || namespace.isBlank()) {
      return "";
    }
    String lower = namespace.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith("_") ? lower : lower + "_";
  }

  /** Puts the namespace before a name that has it not yet. */
  static String apply(String namespace, String name) {
    return namespace.isEmpty() || name.startsWith(namespace) ? name : namespace + name;
  }

  /** Takes the namespace off again. */
  static String strip(String namespace, String name) {
    return !namespace.isEmpty() && name.startsWith(namespace)
        ? name.substring(namespace.length())
        : name;
  }
}
