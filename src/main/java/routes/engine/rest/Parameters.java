package routes.engine.rest;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.scheduler.EngineException;

/** A request's query, read and checked. */
record Parameters(MultiMap query) {
  private static final long MOST_ROWS = 1_000;
  private static final int FIRST_YEAR = 1970;

  /** With room for an offset: the database, and JSON, take times to the end of 9999. */
  private static final int LAST_YEAR = 9998;

  @Nullable String text(String name) {
    String value = query.get(name);
    return value == null || value.isEmpty() ? null : plain(name, value);
  }

  List<String> texts(String name) {
    return query.getAll(name).stream().map(value -> plain(name, value)).toList();
  }

  /** The database takes no null characters. */
  private static String plain(String name, String value) {
    if (value.indexOf('\0') >= 0) {
      throw EngineException.invalid("invalid " + name + ": a null character is not allowed");
    }
    return value;
  }

  /** Entries written {@code key:value}. */
  Map<String, String> pairs(String name) {
    return pairs(name, texts(name));
  }

  static Map<String, String> pairs(String name, List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      int colon = text.indexOf(':');
      if (colon < 1) {
        throw EngineException.invalid("invalid " + name + " \"" + text + "\": key:value is needed");
      }
      pairs.put(text.substring(0, colon), text.substring(colon + 1));
    }
    return pairs;
  }

  List<UUID> ids(String name) {
    return texts(name).stream().map(text -> Answers.uuid(name, text)).toList();
  }

  @Nullable UUID id(String name) {
    String value = text(name);
    return value == null ? null : Answers.uuid(name, value);
  }

  @Nullable Instant time(String name) {
    String value = text(name);
    return value == null ? null : time(name, value);
  }

  Instant since() {
    Instant since = time("since");
    if (since == null) {
      throw EngineException.invalid("since is needed");
    }
    return since;
  }

  static Instant time(String name, String value) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', '+'));
      if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
        throw EngineException.invalid(
            "invalid " + name + " \"" + value + "\": a time from 1970 to 9998 is needed");
      }
      return time.toInstant();
    } catch (DateTimeException e) {
      throw EngineException.invalid(
          "invalid " + name + " \"" + value + "\": an RFC 3339 time is needed");
    }
  }

  long offset() {
    return number("offset", 0, Integer.MAX_VALUE);
  }

  long limit(long otherwise) {
    return number("limit", otherwise, MOST_ROWS);
  }

  long number(String name, long otherwise, long most) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return Math.min(number, most);
      }
    } catch (NumberFormatException e) {
      throw EngineException.invalid("invalid " + name + " \"" + value + "\": a number is needed");
    }
    throw EngineException.invalid("invalid " + name + " " + value + ": it must not be negative");
  }

  boolean flag(String name) {
    return "true".equals(text(name));
  }
}
