package routes.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.web.PathTemplate;

/**
 * One operation of the contract.
 *
 * @param id names the route that serves it: {@code direct:<id>}
 * @param method GET, POST, …
 * @param path with the server's base, such as {@code /api/lenders/{id}}
 * @param parameters of path, query and header
 * @param bodies the media types it takes; empty when it takes none
 * @param bodyRequired whether a body must come
 * @param responses the media types and schemas of its answers by status
 */
public record Operation(
    String id,
    String method,
    String path,
    List<Parameter> parameters,
    Map<String, JsonNode> bodies,
    boolean bodyRequired,
    Map<String, Map<String, JsonNode>> responses) {

  /** The value of each {@code {name}} of the path, or null if the path is another one. */
  @Nullable Map<String, String> match(String given) {
    return PathTemplate.match(path, given);
  }

  /** Whether it has query parameters of its own. */
  boolean asks() {
    return parameters.stream().anyMatch(parameter -> parameter.in().equals("query"));
  }
}
