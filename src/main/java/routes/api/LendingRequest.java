package routes.api;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.jspecify.annotations.Nullable;
import routes.lending.json.StrictJson;

/**
 * Reads requests about policies, simulations and the history into variables that the routes' SQL
 * takes its parameters from. Only path, known query parameters and the body count.
 */
public final class LendingRequest {
  private static final int MOST_APPLICATIONS = 10_000;
  private static final int MOST_ENTRIES = 100_000;
  private static final int MAX_BODY = 4 << 20;
  private static final Pattern LENDER =
      Pattern.compile("/lenders/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/");
  private static final Pattern VERSION = Pattern.compile("/policies/([0-9a-f]{64})(?:/|$)");
  private static final int LONGEST_QUOTE = 4_000;
  private static final Pattern PAGE =
      Pattern.compile(
          "/documents/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/pages/([1-9]\\d{0,3})\\.png$");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * Sets variables lender_id, version, against and content, and the body to the first three; what
   * is not there is empty.
   */
  public void read(Exchange exchange) {
    read(exchange, query(exchange, Set.of("with", "format")));
  }

  private static void read(Exchange exchange, Map<String, String> query) {
    Message message = exchange.getMessage();
    byte[] content = message.getBody(byte[].class);
    String path = message.getHeader(Exchange.HTTP_PATH, "", String.class).toLowerCase(Locale.ROOT);
    exchange.setVariable("content", content == null ? new byte[0] : content);
    exchange.setVariable("lender_id", group(LENDER, path));
    exchange.setVariable("version", group(VERSION, path));
    exchange.setVariable("against", hash("with", query.getOrDefault("with", "")));
    parameters(message, Map.of("id", group(LENDER, path)));
  }

  /** As {@link #read}, with variables last and csv. */
  public void simulation(Exchange exchange) {
    Map<String, String> query = query(exchange, Set.of("format"));
    String format = query.getOrDefault("format", "json");
    if (!format.equals("json") && !format.equals("csv")) {
      throw RefusedException.badRequest("format", "format is unknown: send json or csv.");
    }
    read(exchange, Map.of());
    byte[] content = exchange.getVariable("content", byte[].class);
    int last = 1000;
    if (content.length > 0) {
      JsonNode body = StrictJson.read(content, "The request", MAX_BODY);
      last = (int) number("last", body.path("last").asText("1000"), 1, MOST_APPLICATIONS);
      exchange.setVariable("against", hash("against", body.path("against").asText("")));
    }
    exchange.setVariable("last", last);
    exchange.setVariable("csv", format.equals("csv"));
  }

  /** Sets the body to after, limit and replay. */
  public void history(Exchange exchange) {
    Map<String, String> query = query(exchange, Set.of("after", "limit", "replay"));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("after", number("after", query.getOrDefault("after", "0"), 0, Long.MAX_VALUE));
    parameters.put("limit", number("limit", query.getOrDefault("limit", "10000"), 1, MOST_ENTRIES));
    parameters.put("replay", flag("replay", query.getOrDefault("replay", "false")));
    parameters(exchange.getMessage(), parameters);
  }

  /** Sets the body to the document's id, and variables page and quote. */
  public void page(Exchange exchange) {
    Map<String, String> query = query(exchange, Set.of("quote"));
    String path =
        exchange
            .getMessage()
            .getHeader(Exchange.HTTP_PATH, "", String.class)
            .toLowerCase(Locale.ROOT);
    Matcher page = PAGE.matcher(path);
    if (!page.find()) {
      throw RefusedException.notFound(
          "There is no such page: ask for /api/documents/{id}/pages/1.png.");
    }
    String quote = query.getOrDefault("quote", "");
    if (quote.length() > LONGEST_QUOTE) {
      throw RefusedException.badRequest(
          "quote", "quote is too long: send at most %d characters.".formatted(LONGEST_QUOTE));
    }
    exchange.setVariable("page", Integer.valueOf(page.group(2)));
    exchange.setVariable("quote", quote);
    parameters(exchange.getMessage(), Map.of("id", page.group(1)));
  }

  private static void parameters(Message message, Map<String, Object> parameters) {
    message.removeHeaders("*");
    message.setBody(new HashMap<>(parameters));
  }

  private static String group(Pattern pattern, String path) {
    Matcher matcher = pattern.matcher(path);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static Map<String, String> query(Exchange exchange, Set<String> known) {
    String raw = exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
    Map<String, String> query = new HashMap<>();
    for (Map.Entry<String, List<String>> parameter :
        new QueryStringDecoder(raw, false).parameters().entrySet()) {
      String name = parameter.getKey();
      if (!known.contains(name)) {
        throw RefusedException.badRequest(
            name,
            "query parameter '%s' is unknown: use one of %s."
                .formatted(shorten(name), String.join(", ", known.stream().sorted().toList())));
      }
      query.put(name, parameter.getValue().get(0).strip());
    }
    return query;
  }

  private static String hash(String name, String value) {
    if (!value.isEmpty() && !HASH.matcher(value).matches()) {
      throw RefusedException.badRequest(
          name, "%s is '%s': send a version, 64 hex digits.".formatted(name, shorten(value)));
    }
    return value;
  }

  private static long number(String name, @Nullable String value, long least, long most) {
    if (value != null && value.matches("\\d{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw RefusedException.badRequest(
        name,
        "%s is '%s': send a whole number from %d to %d."
            .formatted(name, shorten(String.valueOf(value)), least, most));
  }

  private static boolean flag(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw RefusedException.badRequest(
              name, "%s is '%s': send true or false.".formatted(name, shorten(value)));
    };
  }

  private static String shorten(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
