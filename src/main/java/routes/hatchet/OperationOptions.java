package routes.hatchet;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which options an operation takes. */
final class OperationOptions {

  private static final List<String> OF_STEPS =
      List.of(
          "timeout",
          "scheduleTimeout",
          "longestTime",
          "retries",
          "backoffFactor",
          "backoffMaxSeconds",
          "topic",
          "consumersCount",
          "terminalExceptions",
          "rateLimits",
          "concurrency",
          "maxRuns",
          "limitStrategy",
          "desiredWorkerLabels",
          "onEvents",
          "onCrons",
          "description",
          "sticky",
          "defaultPriority",
          "workflowConcurrency",
          "idempotency",
          "idempotencyTtl",
          "idempotencyMethod",
          "headerFilterStrategy");

  private static final Map<HatchetOperation, Set<String>> OPTIONS =
      new EnumMap<>(HatchetOperation.class);

  static {
    put(HatchetOperation.STEP, OF_STEPS, "parents", "waitFor", "skipIf", "cancelIf");
    put(HatchetOperation.ON_FAILURE, OF_STEPS);
    put(HatchetOperation.RUNS, List.of(), "metadata");
    put(
        HatchetOperation.RUN,
        List.of(),
        "wait",
        "timeout",
        "failures",
        "priority",
        "childKey",
        "stickyChild",
        "desiredWorkerLabels",
        "idempotencyKey",
        "metadata",
        "headerFilterStrategy");
    put(HatchetOperation.EVENT, List.of(), "scope", "priority", "metadata", "headerFilterStrategy");
    put(HatchetOperation.SCHEDULE, List.of(), "priority", "metadata", "headerFilterStrategy");
    put(
        HatchetOperation.CRON,
        List.of(),
        "cron",
        "cronName",
        "priority",
        "metadata",
        "headerFilterStrategy");
    put(HatchetOperation.RATE_LIMIT, List.of(), "limit", "window");
    put(HatchetOperation.LOG, List.of(), "level");
    put(HatchetOperation.REFRESH_TIMEOUT, List.of(), "timeout");
    put(HatchetOperation.LABELS, List.of(), "labels");
  }

  private OperationOptions() {}

  private static void put(HatchetOperation operation, List<String> some, String... more) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(Arrays.asList(more));
    OPTIONS.put(operation, all);
  }

  /** The options of an operation, besides those of all endpoints in Camel. */
  static Set<String> of(HatchetOperation operation) {
    return OPTIONS.getOrDefault(operation, Set.of());
  }

  /** The operations that take an option; none for options of all endpoints in Camel. */
  static List<HatchetOperation> taking(String option) {
    return Arrays.stream(HatchetOperation.values())
        .filter(operation -> of(operation).contains(option))
        .toList();
  }
}
