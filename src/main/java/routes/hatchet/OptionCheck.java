package routes.hatchet;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.Nearest;
import routes.hatchet.grammar.Constants;
import routes.hatchet.grammar.LabelGrammar;
import routes.hatchet.step.StepSpec;

/** Refuses wrong addresses and options of endpoints at start, with the nearest right one. */
final class OptionCheck {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern STEP = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private static final Pattern DIGITS = Pattern.compile("-?\\d{1,1000}");
  private static final Set<String> WHOLE_NUMBERS =
      Set.of(
          "retries",
          "backoffMaxSeconds",
          "consumersCount",
          "priority",
          "maxRuns",
          "defaultPriority",
          "limit");

  private OptionCheck() {}

  /**
   * Checks an endpoint.
   *
   * @param given the parameters that its address has, as written
   * @param left names of those that nobody knows
   */
  static void check(HatchetEndpoint endpoint, Map<String, Object> given, Set<String> left) {
    String uri = endpoint.getEndpointUri();
    String address = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
    HatchetOperation operation = endpoint.kind();
    checkName(address, operation, endpoint.getName());
    if (!left.isEmpty()) {
      throw unknown(address, operation, left.iterator().next());
    }
    given.keySet().forEach(option -> checkPlace(address, operation, option));
    try {
      given.forEach(OptionCheck::checkSize);
      checkValues(endpoint, endpoint.getConfiguration(), given);
    } catch (HatchetException e) {
      throw new HatchetException(address + ": " + e.getMessage());
    }
  }

  private static void checkValues(
      HatchetEndpoint endpoint, HatchetConfiguration options, Map<String, Object> given) {
    duration("timeout", options.getTimeout(), given);
    duration("scheduleTimeout", options.getScheduleTimeout(), given);
    if (given.containsKey("longestTime")) {
      duration("longestTime", options.getLongestTime(), given);
    }
    duration("idempotencyTtl", options.getIdempotencyTtl(), given);
    positive("consumersCount", options.getConsumersCount());
    positive("maxRuns", options.getMaxRuns());
    priority("priority", options.getPriority());
    priority("defaultPriority", options.getDefaultPriority());
    switch (endpoint.kind()) {
      case STEP, ON_FAILURE -> {
        topic(options.getTopic(), endpoint.getName());
        StepSpec unused = endpoint.spec(endpoint.getEndpointUri());
      }
      case RUN -> {
        LabelGrammar.wishes("desiredWorkerLabels", options.getDesiredWorkerLabels());
        Constants.word("failures", options.getFailures(), List.of("throw", "collect"));
      }
      case RUNS -> RunsSelection.check(endpoint.getName(), options.getMetadata());
      case CRON -> {
        if (options.getCron() == null) {
          throw new HatchetException(
              "the option cron is missing: write five fields, such as cron=0 9 * * 1.");
        }
      }
      case RATE_LIMIT -> {
        positive("limit", options.getLimit());
        Constants.word("window", options.getWindow(), Constants.WINDOWS);
      }
      case LOG ->
          Constants.word("level", options.getLevel(), List.of("DEBUG", "INFO", "WARN", "ERROR"));
      case LABELS -> LabelGrammar.labels("labels", options.getLabels());
      default -> {
        // The others have no values to get wrong.
      }
    }
  }

  private static void topic(@Nullable String topic, String name) {
    if (topic != null && !topic.isBlank() && !TOPIC.matcher(topic).matches()) {
      throw new HatchetException(
          "topic is \""
              + topic
              + "\"; topics have letters, digits, '.', '-' and '_' only, such as "
              + name.replace('/', '.')
              + ".");
    }
  }

  private static void priority(String option, @Nullable Integer value) {
    if (value != null && (value < 1 || value > 3)) {
      throw new HatchetException(option + " is " + value + "; write 1, 2 or 3.");
    }
  }

  private static void checkName(String address, HatchetOperation operation, String name) {
    switch (operation) {
      case STEP -> {
        if (!STEP.matcher(name).matches()) {
          throw new HatchetException(
              address
                  + " names no step: write hatchet:step:workflow/step, with letters, digits, '.',"
                  + " '-' and '_'.");
        }
      }
      case ON_FAILURE, RUN, SCHEDULE, CRON -> {
        if (!NAME.matcher(name).matches()) {
          throw new HatchetException(
              address
                  + " names no workflow: write hatchet:"
                  + operation.text()
                  + ":workflow, with letters, digits, '.', '-' and '_'.");
        }
      }
      case EVENT, RATE_LIMIT -> {
        if (name.isBlank()) {
          throw new HatchetException(
              address
                  + " names no key: write hatchet:"
                  + operation.text()
                  + ":key, such as hatchet:event:loan:uploaded.");
        }
      }
      case RUNS -> {
        // Judged with the metadata.
      }
      default -> {
        if (!name.isBlank()) {
          throw new HatchetException(
              address
                  + " names \""
                  + name
                  + "\", but hatchet:"
                  + operation.text()
                  + " takes no name; its run comes from the exchange.");
        }
      }
    }
  }

  /** Camel makes nothing of what it cannot read, and something below it of what is too long. */
  private static void duration(String option, long millis, Map<String, Object> given) {
    if (millis <= 0) {
      throw new HatchetException(
          "%s is %s; write a duration of more than nothing, such as 60s or 5m."
              .formatted(option, given.getOrDefault(option, millis)));
    }
  }

  /** Camel takes the lower half of a number that has no place. */
  private static void checkSize(String option, Object written) {
    if (WHOLE_NUMBERS.contains(option) && DIGITS.matcher(written.toString()).matches()) {
      BigInteger number = new BigInteger(written.toString());
      if (number.bitLength() > 31) {
        throw new HatchetException(
            "%s is %s; write a number up to %d.".formatted(option, number, Integer.MAX_VALUE));
      }
    }
  }

  private static void positive(String option, long value) {
    if (value <= 0) {
      throw new HatchetException(option + " is " + value + "; write more than nothing.");
    }
  }

  /** An option of another operation would be passed over in silence. */
  private static void checkPlace(String address, HatchetOperation operation, String parameter) {
    int dot = parameter.indexOf('.');
    String option = dot < 0 ? parameter : parameter.substring(0, dot);
    List<HatchetOperation> places = OperationOptions.taking(option);
    if (!places.isEmpty() && !places.contains(operation)) {
      throw new HatchetException(
          address
              + " does not take the option "
              + option
              + ": it belongs to "
              + places.stream()
                  .map(place -> "hatchet:" + place.text())
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static HatchetException unknown(
      String address, HatchetOperation operation, String option) {
    String nearest = Nearest.of(option, OperationOptions.of(operation));
    return new HatchetException(
        address
            + " has no option "
            + option
            + (nearest == null ? "." : "; the nearest is " + nearest + "."));
  }
}
