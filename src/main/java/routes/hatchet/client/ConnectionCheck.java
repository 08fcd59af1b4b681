package routes.hatchet.client;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.GetVersionRequest;
import routes.protocol.dispatcher.GetVersionResponse;

/**
 * Asks the engine for its version. Where no answer comes soon, it looks at what the port speaks
 * meanwhile, so that the reason is told within the time given, too.
 */
final class ConnectionCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionCheck.class);

  /** Long enough for a handshake; a third of the time for the answer, one for the look. */
  private static final int PARTS = 3;

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final Faults faults;

  ConnectionCheck(HatchetClientConfiguration configuration, Connection connection, Faults faults) {
    this.configuration = configuration;
    this.connection = connection;
    this.faults = faults;
  }

  /**
   * The engine's version, empty when it is too old to tell.
   *
   * @throws HatchetException with a sentence on what is wrong with address, TLS or token
   */
  String version(Duration limit) {
    Duration part = limit.dividedBy(PARTS);
    ListenableFuture<GetVersionResponse> call =
        DispatcherGrpc.newFutureStub(connection.channel())
            .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
            .getVersion(GetVersionRequest.getDefaultInstance());
    HatchetException seen = null;
    boolean looked = false;
    try {
      try {
        return call.get(part.toMillis(), TimeUnit.MILLISECONDS).getVersion();
      } catch (TimeoutException e) {
        looked = true;
        seen = look(part, e);
        if (seen != null) {
          throw seen;
        }
      }
      return call.get().getVersion();
    } catch (ExecutionException e) {
      return failed(Status.fromThrowable(e.getCause()).asRuntimeException(), looked, part);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HatchetException("Interrupted while asking the Hatchet engine.", e);
    } finally {
      call.cancel(true);
    }
  }

  private String failed(StatusRuntimeException failure, boolean looked, Duration part) {
    String description = failure.getStatus().getDescription();
    if (failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED
        && description != null
        && description.startsWith("unknown method")) {
      LOG.debug("The engine is too old to tell its version");
      return "";
    }
    HatchetException explained = faults.explain("asking for its version", failure);
    if (explained instanceof EngineUnavailableException && !looked) {
      HatchetException seen = look(part, failure);
      if (seen != null) {
        throw seen;
      }
    }
    throw explained;
  }

  private @Nullable HatchetException look(Duration part, Throwable failure) {
    return faults.explain(PortProbe.ask(configuration.host(), configuration.port(), part), failure);
  }
}
