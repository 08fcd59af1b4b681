package routes.hatchet.client;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.RuntimeInfo;
import routes.protocol.dispatcher.WorkerLabels;
import routes.protocol.dispatcher.WorkerRegisterRequest;

/** Makes a worker known to the engine. */
final class Registration {

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+).*");

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final HatchetClient client;
  private final WorkerOptions options;
  private final DebugLog debug;

  Registration(HatchetClient client, WorkerOptions options) {
    this.client = client;
    this.options = options;
    this.debug = new DebugLog(LOG, client.configuration().debug());
  }

  /** Registers for these actions and returns the new worker id. */
  String register(Set<String> actions) {
    String version = client.version(DEADLINE);
    WorkerRegisterRequest.Builder request =
        WorkerRegisterRequest.newBuilder()
            .setWorkerName(client.configuration().namespaced(options.name()))
            .addAllActions(actions)
            .addServices("default")
            .setRuntimeInfo(runtime());
    if (knowsSlotTypes(version)) {
      request.putSlotConfig("default", options.slots());
    } else {
      request.setSlots(options.slots());
    }
    options.labels().forEach((key, value) -> request.putLabels(key, label(value)));
    String workerId =
        new Calls(client.faults())
            .repeatable(
                "registering worker " + options.name(),
                DEADLINE,
                DispatcherGrpc.newBlockingStub(client.connection().channel()),
                s -> s.register(request.build()))
            .getWorkerId();
    debug.line(
        "Worker {} registered as {} with engine {} at {} for {}",
        options.name(),
        workerId,
        version,
        client.configuration().address(),
        actions);
    return workerId;
  }

  /** The language stays unset: the protocol has no value for Java and refuses unknown ones. */
  private static RuntimeInfo runtime() {
    String own = Registration.class.getPackage().getImplementationVersion();
    return RuntimeInfo.newBuilder()
        .setSdkVersion(own == null ? "0.1.0" : own)
        .setLanguageVersion("Java " + Runtime.version())
        .setOs(System.getProperty("os.name"))
        .setExtra("Java")
        .build();
  }

  static WorkerLabels label(Object value) {
    return value instanceof Integer number
        ? WorkerLabels.newBuilder().setIntValue(number).build()
        : WorkerLabels.newBuilder().setStrValue(value.toString()).build();
  }

  /** Slot types came with 0.78.23. */
  static boolean knowsSlotTypes(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return !version.isEmpty();
    }
    int[] since = {0, 78, 23};
    for (int i = 0; i < since.length; i++) {
      int part = Integer.parseInt(matcher.group(i + 1));
      if (part != since[i]) {
        return part > since[i];
      }
    }
    return true;
  }
}
