package routes.hatchet.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.TerminalException;
import routes.hatchet.grammar.LabelGrammar;

/**
 * Sets labels of the worker of this process, from the option or the body. The body stays as it is.
 *
 * @param worker takes them
 */
public record LabelsOperation(Consumer<Map<String, Object>> worker) implements Operation {

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    String option = configuration.getLabels();
    worker.accept(
        option == null ? labels(Outgoing.body(exchange)) : LabelGrammar.labels("labels", option));
  }

  private static Map<String, Object> labels(@Nullable Object body) {
    Map<String, Object> labels = new LinkedHashMap<>();
    if (body instanceof Map<?, ?> map) {
      map.forEach((key, value) -> labels.put(String.valueOf(key), value(key, value)));
    } else if (body instanceof CharSequence text) {
      labels.putAll(LabelGrammar.labels("The body of hatchet:labels", text.toString()));
    }
    if (labels.isEmpty()) {
      throw new TerminalException(
          "hatchet:labels has nothing to set: write the option labels, or set the body to a map or"
              + " to text such as pool=cpu, memory=16.");
    }
    return labels;
  }

  private static Object value(Object key, @Nullable Object value) {
    if (value instanceof String || value instanceof Integer) {
      return value;
    }
    throw new TerminalException(
        "Label " + key + " is " + value + ": write a text or a whole number.");
  }
}
