package routes.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker and its controller in this JVM, its log below the data directory. */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final int NODE = 1;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

  private final KafkaRaftServer server;
  private final String brokers;

  private EmbeddedKafka(KafkaRaftServer server, String brokers) {
    this.server = server;
    this.brokers = brokers;
  }

  /** Starts it; returns when it takes requests. */
  static EmbeddedKafka start(DataDirectory data, String bindAddress, int wantedPort) {
    try {
      Path home = data.directory("kafka");
      int port = Ports.choose("Kafka", "KAFKA_PORT", bindAddress, wantedPort, home.resolve("port"));
      String brokers = advertised(bindAddress) + ":" + port;
      Properties settings =
          KafkaSettings.of(NODE, formatted(home), bracketed(bindAddress), port, brokers);
      explainHalts();
      EmbeddedKafka kafka =
          new EmbeddedKafka(
              new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM), brokers);
      try {
        kafka.server.startup();
      } catch (Throwable e) {
        kafka.close();
        throw e;
      }
      return kafka;
    } catch (EmbeddedStartException e) {
      throw e;
    } catch (Exception e) {
      throw new EmbeddedStartException(
          "Kafka did not start ("
              + e
              + "): see the log, or set KAFKA_BROKERS to a broker of yours.",
          e);
    }
  }

  /** {@code host:port}, as clients take it. */
  public String brokers() {
    return brokers;
  }

  @Override
  public void close() {
    Thread stopping = new Thread(server::shutdown, "embedded-kafka-stop");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(STOP_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopping.isAlive()) {
      LOG.warn("Kafka is still stopping after {} s; left to itself", STOP_LIMIT.toSeconds());
    }
  }

  /** The directory of the log, formatted at the first start as a whole or not at all. */
  private static Path formatted(Path home) throws Exception {
    Path log = home.resolve("log");
    Path unfinished = home.resolve("log.new");
    OwnerOnly.deleteTree(unfinished);
    if (Files.isDirectory(log)) {
      return log;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .addDirectory(OwnerOnly.directory(unfinished).toString())
        .setMetadataLogDirectory(unfinished.toString())
        .run();
    OwnerOnly.move(unfinished, log);
    return log;
  }

  /** Kafka ends the whole JVM when its disk fails it; that must not happen without a word. */
  private static void explainHalts() {
    Exit.setHaltProcedure(
        (status, message) -> {
          LOG.error(
              "Kafka cannot go on and ends this process ({}): see its last error, and check the disk of the data directory",
              message == null ? "status " + status : message);
          Runtime.getRuntime().halt(status);
        });
  }

  private static String advertised(String bindAddress) throws IOException {
    return Ports.address(bindAddress).isAnyLocalAddress()
        ? InetAddress.getLocalHost().getHostName()
        : bracketed(bindAddress);
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
