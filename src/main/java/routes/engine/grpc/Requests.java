package routes.engine.grpc;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;
import routes.engine.model.LabelWish;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.PushedEvent;
import routes.engine.scheduler.TriggerRequest;
import routes.protocol.events.PushEventRequest;
import routes.protocol.v1.DesiredWorkerLabels;
import routes.protocol.v1.TriggerWorkflowRequest;

/** Requests from the wire, checked. */
final class Requests {
  /** In the order of their numbers on the wire. */
  private static final List<LabelWish.Comparator> COMPARATORS =
      List.of(LabelWish.Comparator.values());

  private static final int LONGEST_KEY = 1_000;

  /** PostgreSQL indexes no more than 2,704. */
  private static final int MOST_BYTES = 2_000;

  private Requests() {}

  static TriggerRequest trigger(TriggerWorkflowRequest request) {
    String parent =
        request.hasParentTaskRunExternalId() ? request.getParentTaskRunExternalId() : "";
    String worker = request.hasDesiredWorkerId() ? request.getDesiredWorkerId() : "";
    return new TriggerRequest(
        text("name", request.getName()),
        input("input", request.getInput()),
        metadata(request.hasAdditionalMetadata() ? request.getAdditionalMetadata() : ""),
        request.hasPriority() ? priority(request.getPriority()) : null,
        parent.isEmpty() ? null : Replies.uuid("parent_task_run_external_id", parent),
        request.hasChildIndex() ? Integer.valueOf(request.getChildIndex()) : null,
        request.hasChildKey() && !request.getChildKey().isEmpty()
            ? text("child_key", request.getChildKey())
            : null,
        worker.isEmpty() ? null : Replies.uuid("desired_worker_id", worker),
        wishes(request.getDesiredWorkerLabelsMap()));
  }

  static PushedEvent event(PushEventRequest request) {
    return new PushedEvent(
        text("key", request.getKey()),
        input("payload", request.getPayload()),
        metadata(request.hasAdditionalMetadata() ? request.getAdditionalMetadata() : ""),
        request.hasPriority() ? priority(request.getPriority()) : null,
        request.hasScope() ? text("scope", request.getScope()) : null);
  }

  /** Empty, or JSON as it is. */
  static String input(String field, String json) {
    if (json.isBlank()) {
      return "";
    }
    try {
      Json.check(field, json);
      return json;
    } catch (Json.InvalidJsonException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }

  /** Anything but an object is dropped. */
  static String metadata(String json) {
    return Json.objectOr(input("additional_metadata", json), "{}");
  }

  static int priority(int priority) {
    if (priority < 1 || priority > 3) {
      throw EngineException.invalid("invalid priority " + priority + ": 1, 2 or 3 is needed");
    }
    return priority;
  }

  static String text(String field, String value) {
    if (value.length() > LONGEST_KEY || value.indexOf('\0') >= 0) {
      throw EngineException.invalid(
          "invalid " + field + ": at most " + LONGEST_KEY + " characters, none of them null");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw EngineException.invalid(
          "invalid " + field + ": at most " + MOST_BYTES + " bytes in UTF-8 are allowed");
    }
    return value;
  }

  static Map<String, LabelWish> wishes(Map<String, DesiredWorkerLabels> labels) {
    Map<String, LabelWish> wishes = new TreeMap<>();
    labels.forEach((key, label) -> wishes.put(key, wish(label)));
    return Collections.unmodifiableMap(wishes);
  }

  private static LabelWish wish(DesiredWorkerLabels label) {
    return new LabelWish(
        label.hasStrValue() ? label.getStrValue() : null,
        label.hasIntValue() ? Integer.valueOf(label.getIntValue()) : null,
        label.getRequired(),
        comparator(label),
        label.hasWeight() ? label.getWeight() : 100);
  }

  private static LabelWish.Comparator comparator(DesiredWorkerLabels label) {
    if (!label.hasComparator()) {
      return LabelWish.Comparator.EQUAL;
    }
    int number = label.getComparatorValue();
    if (number < 0 || number >= COMPARATORS.size()) {
      throw EngineException.invalid("invalid comparator " + number + " of a worker label");
    }
    return COMPARATORS.get(number);
  }

  static @Nullable UUID id(String text) {
    return text.isEmpty() ? null : Replies.uuidOrNull(text);
  }
}
