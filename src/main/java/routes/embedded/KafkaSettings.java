package routes.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that is its own controller, alone and small. */
final class KafkaSettings {
  private KafkaSettings() {}

  static Properties of(int node, Path log, String host, int port, String brokers)
      throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(FIXED));
    String controller = Ports.LOOPBACK + ":" + Ports.anyFree(Ports.LOOPBACK);
    settings.setProperty("node.id", Integer.toString(node));
    settings.setProperty("log.dirs", log.toString());
    settings.setProperty(
        "listeners", "CLIENTS://" + host + ":" + port + ",CONTROLLER://" + controller);
    settings.setProperty("advertised.listeners", "CLIENTS://" + brokers);
    settings.setProperty("controller.quorum.voters", node + "@" + controller);
    return settings;
  }

  private static final String FIXED =
      """
      process.roles=broker,controller
      listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
      inter.broker.listener.name=CLIENTS
      controller.listener.names=CONTROLLER
      auto.create.topics.enable=false
      # After kill -9 the broker registers again only when its old session is over.
      broker.session.timeout.ms=6000
      broker.heartbeat.interval.ms=250
      # Alone: nobody to replicate to, and no other consumer to wait for.
      default.replication.factor=1
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=1
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      share.coordinator.state.topic.num.partitions=1
      group.initial.rebalance.delay.ms=0
      # Small: one process with everything in it stays below 500 MB.
      num.network.threads=2
      num.io.threads=2
      background.threads=2
      num.recovery.threads.per.data.dir=2
      group.coordinator.threads=1
      share.coordinator.threads=1
      log.cleaner.threads=1
      log.cleaner.dedupe.buffer.size=2097152
      log.cleaner.io.buffer.size=65536
      log.index.size.max.bytes=1048576
      log.segment.bytes=67108864
      offsets.topic.segment.bytes=8388608
      # An acknowledged record is on the disk: docs/decisions/0010-durability-of-the-embedded-servers.md
      log.flush.interval.messages=1
      """;
}
