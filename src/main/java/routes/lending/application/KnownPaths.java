package routes.lending.application;

import java.util.LinkedHashMap;
import java.util.Map;
import routes.lending.application.FieldRule.Flag;
import routes.lending.application.FieldRule.Range;

/** The fields that an application may have, guarantors apart, with what they hold. */
public final class KnownPaths {
  /** What a field holds. */
  public enum Kind {
    NUMBER,
    FLAG,
    TEXT
  }

  private static final Map<String, Kind> KINDS = kinds();

  private KnownPaths() {}

  /** Paths such as {@code loan.amount}. */
  public static Map<String, Kind> kindsByPath() {
    return KINDS;
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    ApplicationShape.SECTIONS.forEach(
        (section, fields) ->
            fields.forEach(
                (name, rule) ->
                    kinds.put(
                        section + "." + name,
                        rule instanceof Range
                            ? Kind.NUMBER
                            : rule instanceof Flag ? Kind.FLAG : Kind.TEXT)));
    return Map.copyOf(kinds);
  }
}
