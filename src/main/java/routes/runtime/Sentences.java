package routes.runtime;

import java.net.SocketException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** What an exception has to say, on one line. */
final class Sentences {
  private Sentences() {}

  /**
   * The innermost cause's message, with the route and the option that it is about: the outer ones
   * only say that there was one.
   */
  static String of(Throwable e) {
    String reason = reason(e, null);
    PropertyBindingException option = ObjectHelper.getException(PropertyBindingException.class, e);
    if (option != null && option.getPropertyName() != null) {
      String place = "%s=%s cannot be set".formatted(option.getPropertyName(), option.getValue());
      reason = reason.contains(place) ? reason : place + ": " + reason;
    }
    FailedToCreateRouteException route =
        ObjectHelper.getException(FailedToCreateRouteException.class, e);
    boolean named = route == null || reason.contains(String.valueOf(route.getRouteId()));
    return named ? reason : "route %s: %s".formatted(route.getRouteId(), reason);
  }

  /**
   * Of an expression that cannot be parsed the message around it shows the place; of a connection
   * or port that cannot be had it names the address.
   */
  private static String reason(Throwable e, @Nullable String around) {
    String message = e.getMessage() == null ? null : line(e.getMessage());
    Throwable cause = e.getCause();
    if (cause != null && cause.getMessage() != null) {
      return reason(cause, message);
    }
    if (message == null) {
      return e.toString();
    }
    if (around == null) {
      return message;
    }
    if (around.startsWith(message)) {
      return around;
    }
    return e instanceof SocketException && !around.contains(message)
        ? "%s: %s".formatted(around, message)
        : message;
  }

  private static String line(String message) {
    return message.strip().replaceAll("\\s*[\\p{Cntrl}&&[^\\t]]+\\s*", " ");
  }
}
