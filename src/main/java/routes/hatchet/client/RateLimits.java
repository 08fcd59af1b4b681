package routes.hatchet.client;

import java.time.Duration;
import routes.protocol.workflows.PutRateLimitRequest;
import routes.protocol.workflows.RateLimitDuration;
import routes.protocol.workflows.WorkflowServiceGrpc;

/** Sets rate limits. Thread-safe. */
public final class RateLimits {

  private final Connection connection;
  private final Calls calls;

  RateLimits(Connection connection, Calls calls) {
    this.connection = connection;
    this.calls = calls;
  }

  /** Allows so many units of a key in each window. Comes before the tasks that use the key. */
  public void put(String key, int limit, RateLimitDuration window) {
    PutRateLimitRequest request =
        PutRateLimitRequest.newBuilder().setKey(key).setLimit(limit).setDuration(window).build();
    calls.repeatable(
        "setting rate limit " + key,
        Duration.ofSeconds(10),
        WorkflowServiceGrpc.newBlockingStub(connection.channel()),
        s -> s.putRateLimit(request));
  }
}
