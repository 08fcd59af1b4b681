package routes.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths in which {@code {name}} stands for one segment. */
public final class PathTemplate {
  private PathTemplate() {}

  /** The values of the names, or null if the path is not one of the template's. */
  public static @Nullable Map<String, String> match(String template, String path) {
    String[] wanted = segments(template);
    String[] given = segments(path);
    if (wanted.length != given.length) {
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        values.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return null;
      }
    }
    return values;
  }

  private static String[] segments(String path) {
    return path.replaceAll("/+", "/").replaceAll("^/|/$", "").split("/", -1);
  }
}
