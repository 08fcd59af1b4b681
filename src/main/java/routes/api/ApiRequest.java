package routes.api;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Reads a request into the body that the route's SQL takes its parameters from. Only the path and
 * the known query parameters count: no header of the sender goes further.
 */
public final class ApiRequest {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 500;
  private static final int LONGEST_TEXT = 200;
  private static final Pattern ID =
      Pattern.compile("/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/|$)");
  private static final Set<String> STATUS = Set.of("uploaded", "processing", "completed", "failed");
  private static final Set<String> OUTCOME = Set.of("ELIGIBLE", "NEEDS_REVIEW", "INELIGIBLE");
  private static final Set<String> KNOWN =
      Set.of("limit", "offset", "status", "name", "outcome", "reference_id");

  /** Sets the body to the request's {@code id}, {@code limit}, {@code offset} and filters. */
  public void read(Exchange exchange) {
    Message message = exchange.getMessage();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("id", id(message));
    Map<String, List<String>> query = query(message);
    parameters.put("limit", number(query, "limit", PAGE, 1, LARGEST_PAGE));
    parameters.put("offset", number(query, "offset", 0, 0, Integer.MAX_VALUE));
    parameters.put("status", choice(query, "status", STATUS));
    parameters.put("outcome", choice(query, "outcome", OUTCOME));
    parameters.put("name", text(query, "name"));
    parameters.put("reference_id", text(query, "reference_id"));
    message.removeHeaders("*");
    message.setBody(parameters);
  }

  private static String id(Message message) {
    Matcher id =
        ID.matcher(
            message.getHeader(Exchange.HTTP_PATH, "", String.class).toLowerCase(Locale.ROOT));
    return id.find() ? id.group(1) : "";
  }

  private static Map<String, List<String>> query(Message message) {
    String raw = message.getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
    Map<String, List<String>> query = new QueryStringDecoder(raw, false).parameters();
    for (String name : query.keySet()) {
      if (!KNOWN.contains(name)) {
        throw RefusedException.badRequest(
            name, "query parameter '%s' is unknown: use one of %s.".formatted(name, sorted(KNOWN)));
      }
    }
    return query;
  }

  private static int number(
      Map<String, List<String>> query, String name, int otherwise, int least, int most) {
    List<String> values = query.get(name);
    if (values == null) {
      return otherwise;
    }
    String value = values.get(0);
    if (value.matches("\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw RefusedException.badRequest(
        name,
        "%s is '%s': send a whole number from %d to %d."
            .formatted(name, shorten(value), least, most));
  }

  private static String choice(Map<String, List<String>> query, String name, Set<String> allowed) {
    String value = text(query, name);
    if (!value.isEmpty() && !allowed.contains(value)) {
      throw RefusedException.badRequest(
          name, "%s is '%s': send one of %s.".formatted(name, shorten(value), sorted(allowed)));
    }
    return value;
  }

  /** A filter's text; empty means no filter. */
  private static String text(Map<String, List<String>> query, String name) {
    List<String> values = query.get(name);
    if (values == null) {
      return "";
    }
    String value = values.get(0).strip();
    if (value.length() > LONGEST_TEXT || value.indexOf('\0') >= 0) {
      throw RefusedException.badRequest(
          name, "%s is too long: send at most %d characters.".formatted(name, LONGEST_TEXT));
    }
    return value;
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private static String shorten(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
