package routes.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The Kafka topics there are: {@code kafka/topics.yaml}, and a step's two by its pattern. */
record TopicCatalog(List<Topic> topics, Topic step, Topic stepDeadLetter) {

  /** A topic as it is created. */
  record Topic(String name, int partitions, Duration retention) {
    Topic named(String other) {
      return new Topic(other, partitions, retention);
    }
  }

  static TopicCatalog load() {
    try (InputStream file = TopicCatalog.class.getResourceAsStream("/kafka/topics.yaml")) {
      return of(new ObjectMapper(new YAMLFactory()).readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TopicCatalog of(JsonNode yaml) {
    JsonNode defaults = yaml.path("defaults");
    List<Topic> topics = new ArrayList<>();
    for (JsonNode topic : yaml.path("topics")) {
      topics.add(topic(topic, defaults));
    }
    JsonNode steps = yaml.path("steps");
    return new TopicCatalog(
        List.copyOf(topics), topic(steps, defaults), topic(steps.path("deadLetter"), defaults));
  }

  /** The topics of events that come in: those whose refused records are kept. */
  Set<String> inbound() {
    Set<String> names = topics.stream().map(Topic::name).collect(Collectors.toSet());
    return names.stream()
        .filter(name -> names.contains(name + ".dlq"))
        .collect(Collectors.toUnmodifiableSet());
  }

  List<Topic> ofStep(String name) {
    return List.of(step.named(name), stepDeadLetter.named(name + ".dlq"));
  }

  private static Topic topic(JsonNode topic, JsonNode defaults) {
    return new Topic(
        topic.path("name").asText(""),
        topic.path("partitions").asInt(defaults.path("partitions").asInt()),
        Duration.ofHours(
            topic.path("retentionHours").asLong(defaults.path("retentionHours").asLong())));
  }
}
