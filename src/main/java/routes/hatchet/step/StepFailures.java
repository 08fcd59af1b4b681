package routes.hatchet.step;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.RuntimeExpressionException;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.NotRetryable;
import routes.hatchet.client.TaskFailure;

/**
 * What a failed route says, and whether another attempt may help: the exception that a processor
 * threw counts, not what Camel has wrapped around it.
 */
public final class StepFailures implements TaskFailure {

  private static final int MAX_DEPTH = 20;
  private static final Set<Class<?>> WRAPPERS =
      Set.of(
          CamelExecutionException.class,
          RuntimeCamelException.class,
          RuntimeExpressionException.class,
          CamelExchangeException.class,
          CompletionException.class,
          ExecutionException.class,
          InvocationTargetException.class,
          FailedStepException.class);

  @Override
  public String sentence(Throwable failure) {
    Throwable cause = unwrap(failure);
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip();
  }

  @Override
  public boolean retryable(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (failure instanceof FailedStepException step && isOneOf(cause, step.terminal())) {
      return false;
    }
    return !(cause instanceof NotRetryable);
  }

  @Override
  public boolean selfExplanatory(Throwable failure) {
    return !retryable(failure) || unwrap(failure) instanceof HatchetException;
  }

  private static boolean isOneOf(Throwable cause, Set<String> names) {
    for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
      if (names.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }

  /** The names of an option, separated by commas. */
  public static Set<String> names(String option) {
    return Arrays.stream(option.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_DEPTH; i++) {
      if (cause.getCause() == null || !WRAPPERS.contains(cause.getClass())) {
        break;
      }
      cause = cause.getCause();
    }
    return cause;
  }

  /** A route that failed, with the exceptions that its endpoint calls terminal. */
  static final class FailedStepException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> terminal;

    FailedStepException(Throwable cause, Set<String> terminal) {
      super(cause);
      this.terminal = terminal;
    }

    Set<String> terminal() {
      return terminal;
    }
  }
}
