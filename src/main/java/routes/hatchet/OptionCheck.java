package routes.hatchet;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.Nearest;

/** Refuses wrong addresses and options of endpoints at start, with the nearest right one. */
final class OptionCheck {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern STEP = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private OptionCheck() {}

  /**
   * Checks an endpoint.
   *
   * @param left parameters that nobody knows
   */
  static void check(
      String uri,
      HatchetOperation operation,
      String name,
      HatchetConfiguration options,
      Map<String, Object> left) {
    String address = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
    checkName(address, operation, name);
    if (!left.isEmpty()) {
      unknown(address, left.keySet().iterator().next());
    }
    positive(address, "timeout", options.getTimeout());
    positive(address, "scheduleTimeout", options.getScheduleTimeout());
    positive(address, "consumersCount", options.getConsumersCount());
    String topic = options.getTopic();
    if (topic != null && !topic.isBlank() && !TOPIC.matcher(topic).matches()) {
      throw new HatchetException(
          address
              + ": topic is \""
              + topic
              + "\"; topics have letters, digits, '.', '-' and '_' only, such as "
              + name.replace('/', '.')
              + ".");
    }
    priority(address, "priority", options.getPriority());
    priority(address, "defaultPriority", options.getDefaultPriority());
    if (operation == HatchetOperation.CRON && options.getCron() == null) {
      throw new HatchetException(
          address + " has no option cron: write five fields, such as cron=0 9 * * 1.");
    }
    if (operation == HatchetOperation.RATE_LIMIT) {
      positive(address, "limit", options.getLimit());
    }
  }

  private static void priority(String address, String option, @Nullable Integer value) {
    if (value != null && (value < 1 || value > 3)) {
      throw new HatchetException(address + ": " + option + " is " + value + "; write 1, 2 or 3.");
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

  private static void positive(String address, String option, long value) {
    if (value <= 0) {
      throw new HatchetException(
          address + ": " + option + " is " + value + "; write more than nothing.");
    }
  }

  private static void unknown(String address, String option) {
    List<String> known =
        Arrays.stream(HatchetConfiguration.class.getMethods())
            .map(Method::getName)
            .filter(n -> n.startsWith("set"))
            .map(n -> Character.toLowerCase(n.charAt(3)) + n.substring(4))
            .toList();
    String nearest = Nearest.of(option, known);
    throw new HatchetException(
        address
            + " has no option "
            + option
            + (nearest == null ? "." : "; the nearest is " + nearest + "."));
  }
}
