package routes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import routes.api.contract.ContractValidator;

/**
 * Where a page of a list is in it.
 *
 * @param path of the list
 * @param query what was asked for, by name
 * @param limit most entries on a page
 * @param offset entries before this page
 */
record Pages(String path, Map<String, String> query, int limit, int offset) {

  static Pages of(Exchange exchange) {
    Map<String, Object> parameters = ApiRequest.parameters(exchange);
    Map<String, String> query = new TreeMap<>();
    for (Object name : exchange.getProperty(ContractValidator.ASKED, Map.class).keySet()) {
      query.put(name.toString(), String.valueOf(parameters.get(name)));
    }
    return new Pages(
        exchange.getProperty(ContractValidator.PATH, String.class),
        query,
        (Integer) parameters.get("limit"),
        (Integer) parameters.get("offset"));
  }

  /** What every page says of itself. */
  ObjectNode place(long total) {
    ObjectNode links = JsonNodeFactory.instance.objectNode();
    links.put("self", at(offset));
    if (offset > 0) {
      links.put("prev", at(Math.max(0, offset - limit)));
    }
    if ((long) offset + limit < total) {
      links.put("next", at(offset + limit));
    }
    ObjectNode place = JsonNodeFactory.instance.objectNode();
    place.put("total", total).put("limit", limit).put("offset", offset).set("links", links);
    return place;
  }

  private String at(int offset) {
    Map<String, String> all = new TreeMap<>(query);
    all.put("limit", Integer.toString(limit));
    all.put("offset", Integer.toString(offset));
    StringJoiner text = new StringJoiner("&", path + "?", "");
    all.forEach(
        (name, value) -> text.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }
}
