package routes.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import redis.clients.jedis.Jedis;

/** Writes to all three servers and remembers what they acknowledged. */
final class Acknowledged {
  private static final String TOPIC = "acknowledged";

  private final List<String> rows = Collections.synchronizedList(new ArrayList<>());
  private final List<String> records = Collections.synchronizedList(new ArrayList<>());
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

  static void prepare(ServerAddresses servers) throws Exception {
    try (Connection connection = connect(servers);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE acknowledged (name text PRIMARY KEY)");
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers(servers)))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
  }

  /** Writes until told to stop or until the servers are gone. */
  void write(ServerAddresses servers, int rounds, String prefix) throws Exception {
    try (Connection connection = connect(servers);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO acknowledged VALUES (?)");
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of(
                    "bootstrap.servers", brokers(servers),
                    "acks", "all",
                    "linger.ms", "0",
                    "delivery.timeout.ms", "10000",
                    "request.timeout.ms", "5000",
                    "max.block.ms", "10000"),
                new StringSerializer(),
                new StringSerializer());
        Jedis redis = new Jedis(redis(servers))) {
      for (int i = 0; i < rounds; i++) {
        String name = prefix + i;
        insert.setString(1, name);
        insert.executeUpdate();
        rows.add(name);
        redis.set(name, "kept");
        keys.add(name);
        producer.send(new ProducerRecord<>(TOPIC, name)).get(10, TimeUnit.SECONDS);
        records.add(name);
      }
    }
  }

  int count() {
    return records.size();
  }

  void assertAllThere(ServerAddresses servers) throws Exception {
    assertThat(storedRows(servers)).as("rows").containsAll(rows);
    try (Jedis redis = new Jedis(redis(servers))) {
      assertThat(redis.mget(keys.toArray(String[]::new))).as("keys").containsOnly("kept");
    }
    assertThat(storedRecords(servers)).as("records").containsAll(records);
  }

  static Connection connect(ServerAddresses servers) throws SQLException {
    return DriverManager.getConnection(
        servers.jdbcUrl(), servers.databaseUser(), servers.databasePassword());
  }

  static String redis(ServerAddresses servers) {
    return Objects.requireNonNull(servers.redisUrl());
  }

  private static String brokers(ServerAddresses servers) {
    return Objects.requireNonNull(servers.kafkaBrokers());
  }

  private static Set<String> storedRows(ServerAddresses servers) throws SQLException {
    Set<String> found = new HashSet<>();
    try (Connection connection = connect(servers);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT name FROM acknowledged")) {
      while (result.next()) {
        found.add(result.getString(1));
      }
    }
    return found;
  }

  private static Set<String> storedRecords(ServerAddresses servers) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    Set<String> found = new HashSet<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers(servers)),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          found.add(record.value());
        }
      }
    }
    return found;
  }
}
