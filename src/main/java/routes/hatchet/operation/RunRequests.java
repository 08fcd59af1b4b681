package routes.hatchet.operation;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.LabelWish;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunRequest.RunOptions;
import routes.hatchet.client.TaskContext;
import routes.hatchet.grammar.LabelGrammar;

/** The runs that an exchange asks for. Inside a step they are its children. */
final class RunRequests {

  private final Exchange exchange;
  private final String workflow;
  private final HatchetConfiguration configuration;
  private final @Nullable TaskContext parent;
  private final @Nullable String idempotencyKey;
  private int position;

  RunRequests(Exchange exchange, String workflow, HatchetConfiguration configuration) {
    this.exchange = exchange;
    this.workflow = workflow;
    this.configuration = configuration;
    this.parent = exchange.getProperty(HatchetConstants.TASK, TaskContext.class);
    this.idempotencyKey = text(HatchetConstants.IDEMPOTENCY_KEY, configuration.getIdempotencyKey());
  }

  /** Whether the runs have idempotency keys. */
  boolean keyed() {
    return idempotencyKey != null;
  }

  /** A single run. */
  RunRequest one(@Nullable Object input) {
    return request(input, idempotencyKey);
  }

  /** The next run of a list. */
  RunRequest next(@Nullable Object input) {
    return request(input, idempotencyKey == null ? null : idempotencyKey + "#" + position++);
  }

  private RunRequest request(@Nullable Object input, @Nullable String key) {
    RunOptions options =
        new RunOptions(
            Outgoing.metadata(exchange, configuration),
            Outgoing.priority(exchange, configuration),
            null,
            desiredWorker(),
            desiredLabels());
    RunRequest run =
        new RunRequest(workflow, input, key == null ? options : options.idempotencyKey(key));
    return parent == null ? run : parent.child(run, childKey(parent));
  }

  private Map<String, LabelWish> desiredLabels() {
    return LabelGrammar.wishes(
        "desiredWorkerLabels",
        text(HatchetConstants.DESIRED_WORKER_LABELS, configuration.getDesiredWorkerLabels()));
  }

  private @Nullable String desiredWorker() {
    String header = text(HatchetConstants.DESIRED_WORKER_ID, null);
    return header == null && configuration.isStickyChild() && parent != null
        ? parent.task().workerId()
        : header;
  }

  /** Parallel parts of a split come in any order: they are told apart by their index instead. */
  private @Nullable String childKey(TaskContext task) {
    String key = text(HatchetConstants.CHILD_KEY, configuration.getChildKey());
    if (key != null) {
      return key;
    }
    Integer part = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
    return part == null ? null : task.childKey(workflow + ":" + part);
  }

  private @Nullable String text(String header, @Nullable String option) {
    Message message = exchange.getMessage();
    String value = message.getHeader(header, String.class);
    return value == null || value.isBlank() ? option : value;
  }
}
