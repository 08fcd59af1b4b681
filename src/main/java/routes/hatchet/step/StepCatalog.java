package routes.hatchet.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The steps of this process: defined as long as their routes exist, open while these are started.
 * Thread-safe.
 */
public final class StepCatalog {

  /** Who runs a step: the consumer of its route. */
  public interface Owner {
    /** What its route says. */
    StepSpec spec();
  }

  private final Map<Owner, Boolean> steps = new LinkedHashMap<>();
  private final Runnable changed;

  /**
   * Makes an empty catalog.
   *
   * @param changed is told of every change
   */
  public StepCatalog(Runnable changed) {
    this.changed = changed;
  }

  /** A route of a step exists. */
  public void define(Owner owner) {
    synchronized (this) {
      if (steps.putIfAbsent(owner, false) != null) {
        return;
      }
    }
    changed.run();
  }

  /** Its route was started, or was stopped or suspended. */
  public void open(Owner owner, boolean open) {
    synchronized (this) {
      if (open) {
        steps.entrySet().removeIf(other -> !other.getValue() && isFormer(other.getKey(), owner));
      }
      Boolean before = steps.put(owner, open);
      if (before != null && before == open) {
        return;
      }
      notifyAll();
    }
    changed.run();
  }

  /** Its route was removed. */
  public void undefine(Owner owner) {
    synchronized (this) {
      if (steps.remove(owner) == null) {
        return;
      }
    }
    changed.run();
  }

  /** What all routes say, each route once. */
  public synchronized List<StepSpec> specs() {
    Map<List<String>, StepSpec> newest = new LinkedHashMap<>();
    steps.keySet().stream().map(Owner::spec).forEach(spec -> newest.put(place(spec), spec));
    return List.copyOf(newest.values());
  }

  /** A route that is stopped and started again has a new consumer for the same step. */
  private static boolean isFormer(Owner one, Owner owner) {
    return !one.equals(owner) && place(one.spec()).equals(place(owner.spec()));
  }

  private static List<String> place(StepSpec spec) {
    return List.of(spec.routeId(), spec.workflow(), spec.definition().name());
  }

  /** Those whose routes are started. */
  public synchronized List<Owner> open() {
    List<Owner> open = new ArrayList<>();
    steps.forEach(
        (owner, is) -> {
          if (is) {
            open.add(owner);
          }
        });
    return open;
  }

  /**
   * The consumer of a step whose route is started. While a route is being replaced there is none:
   * that is waited for.
   *
   * @return null when none came in time
   */
  public synchronized @Nullable Owner await(String workflow, String step, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      for (Owner owner : open()) {
        StepSpec spec = owner.spec();
        if (spec.workflow().equals(workflow) && spec.definition().name().equals(step)) {
          return owner;
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
  }
}
