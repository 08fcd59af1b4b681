package routes.hatchet.client;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes unary calls with a deadline, tries again what may be tried again, and explains the rest.
 */
final class Calls {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
  private static final int ATTEMPTS = 6;

  private final Faults faults;

  Calls(Faults faults) {
    this.faults = faults;
  }

  /** For calls that may run twice. */
  <S extends AbstractBlockingStub<S>, T> T repeatable(
      String doing, Duration deadline, S stub, Function<S, T> call) {
    return call(doing, deadline, stub, call, e -> Faults.passing(e.getStatus().getCode()));
  }

  /** For calls that must not run twice: tried again only when the engine never saw them. */
  <S extends AbstractBlockingStub<S>, T> T once(
      String doing, Duration deadline, S stub, Function<S, T> call) {
    try {
      return call(doing, deadline, stub, call, Faults::neverSent);
    } catch (EngineUnavailableException e) {
      if (e.getCause() instanceof StatusRuntimeException failure && Faults.notDone(failure)) {
        throw e;
      }
      throw new EngineUnavailableException(
          e.getMessage() + " It may have been done all the same: look before you ask again.",
          e.answered(),
          e);
    }
  }

  private <S extends AbstractBlockingStub<S>, T> T call(
      String doing,
      Duration deadline,
      S stub,
      Function<S, T> call,
      Predicate<StatusRuntimeException> again) {
    for (int n = 0; ; n++) {
      try {
        return call.apply(stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS));
      } catch (StatusRuntimeException e) {
        if (n + 1 >= ATTEMPTS || !again.test(e)) {
          throw faults.explain(doing, e);
        }
        pause(doing, n);
      }
    }
  }

  private static void pause(String doing, int n) {
    try {
      BACKOFF.sleep(n);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HatchetException("Interrupted while " + doing + ".", e);
    }
  }
}
