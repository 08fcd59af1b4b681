package routes.hatchet.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.TerminalException;

/** The runs that an exchange names. */
final class RunIds {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private RunIds() {}

  /**
   * The ids in the body, as text, list, or map with {@code workflow_run_id}; else in the header.
   *
   * @param endpoint who asks, for the error
   */
  static List<String> of(Exchange exchange, String endpoint) {
    List<String> ids = new ArrayList<>();
    add(ids, Outgoing.body(exchange));
    if (ids.isEmpty()) {
      add(ids, exchange.getMessage().getHeader(HatchetConstants.WORKFLOW_RUN_ID));
    }
    if (ids.isEmpty()) {
      throw new TerminalException(
          endpoint
              + " needs a run id: set the body to it (text, or a list of texts), or the header "
              + HatchetConstants.WORKFLOW_RUN_ID
              + ".");
    }
    return ids;
  }

  private static void add(List<String> ids, @Nullable Object value) {
    if (value instanceof Collection<?> many) {
      many.forEach(one -> add(ids, one));
    } else if (value instanceof Map<?, ?> map) {
      add(ids, map.get("workflow_run_id"));
      add(ids, map.get("workflow_run_ids"));
    } else if (value instanceof CharSequence text && UUID.matcher(text).matches()) {
      ids.add(text.toString());
    }
  }
}
