package routes.hatchet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import routes.hatchet.client.Json;

/** The tables of the component's page, made from its catalog. */
final class OptionTables {

  static final Path CATALOG =
      Path.of("src/generated/resources/META-INF/routes/hatchet/hatchet.json");

  /** What Camel says of options that all its components have, in a page each. */
  private static final Set<String> CAMELS_OWN =
      Set.of(
          "autowiredEnabled",
          "bridgeErrorHandler",
          "exceptionHandler",
          "exchangePattern",
          "lazyStartProducer");

  private final JsonNode catalog;

  OptionTables() throws IOException {
    this.catalog = Json.MAPPER.readTree(Files.readString(CATALOG));
  }

  /** The tables by the names that the page has them under. */
  Map<String, String> all() {
    return Map.of("headers", headers(), "endpoint", endpoint(), "component", component());
  }

  /** The page with its tables as they are now. */
  static String renewed(String page, Map<String, String> tables) {
    String text = page;
    for (Map.Entry<String, String> table : tables.entrySet()) {
      String begin = "<!-- table: " + table.getKey() + " -->\n";
      String end = "<!-- end -->";
      int from = text.indexOf(begin);
      int to = text.indexOf(end, from);
      if (from < 0 || to < 0) {
        throw new IllegalStateException("The page has no place for the table " + table.getKey());
      }
      text = text.substring(0, from + begin.length()) + table.getValue() + text.substring(to);
    }
    return text;
  }

  private String headers() {
    StringBuilder table = new StringBuilder("| header | type | what it is |\n|---|---|---|\n");
    catalog
        .path("headers")
        .properties()
        .forEach(
            header ->
                row(
                    table,
                    "`" + header.getKey() + "`",
                    header.getValue().path("javaType").asText(),
                    header.getValue().path("description").asText()));
    return table.toString();
  }

  private String endpoint() {
    StringBuilder table =
        new StringBuilder("| option | of | default | type | what it is |\n|---|---|---|---|---|\n");
    catalog
        .path("properties")
        .properties()
        .forEach(
            option ->
                row(
                    table,
                    "`" + option.getKey() + "`",
                    place(option.getKey(), option.getValue()),
                    byDefault(option.getValue()),
                    type(option.getValue()),
                    description(option.getKey(), option.getValue())));
    return table.toString();
  }

  private String component() {
    StringBuilder table =
        new StringBuilder("| option | default | type | what it is |\n|---|---|---|---|\n");
    catalog.path("componentProperties").properties().stream()
        .filter(option -> !catalog.path("properties").has(option.getKey()))
        .forEach(
            option ->
                row(
                    table,
                    "`" + option.getKey() + "`",
                    byDefault(option.getValue()),
                    type(option.getValue()),
                    description(option.getKey(), option.getValue())));
    return table.toString();
  }

  private static void row(StringBuilder table, String... cells) {
    table.append("| ");
    table.append(
        List.of(cells).stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ")));
    table.append(" |\n");
  }

  private static String place(String name, JsonNode option) {
    if (option.path("kind").asText().equals("path")) {
      return "address";
    }
    String places =
        OperationOptions.taking(name).stream()
            .map(HatchetOperation::text)
            .collect(Collectors.joining(", "));
    if (!places.isEmpty()) {
      return places;
    }
    return option.path("label").asText().startsWith("consumer") ? "consumers" : "producers";
  }

  private static String byDefault(JsonNode option) {
    JsonNode value = option.path("defaultValue");
    return value.isMissingNode() ? "" : "`" + value.asText() + "`";
  }

  private static String type(JsonNode option) {
    if (option.has("enum")) {
      return StreamSupport.stream(option.path("enum").spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(", "));
    }
    return option.path("type").asText();
  }

  private static String description(String name, JsonNode option) {
    String text = option.path("description").asText();
    if (!CAMELS_OWN.contains(name)) {
      return text;
    }
    int end = text.indexOf(". ");
    return "Of all components of Camel: " + (end < 0 ? text : text.substring(0, end + 1));
  }
}
