package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import routes.runtime.TopicCatalog.Topic;

class TopicCatalogTest {
  private final TopicCatalog catalog = TopicCatalog.load();

  @Test
  void listsTheEventsAndTheirDeadLetters() {
    assertThat(catalog.topics())
        .extracting(Topic::name)
        .contains(
            "loan.application.uploaded",
            "loan.application.uploaded.dlq",
            "lender.document.uploaded",
            "lender.document.uploaded.dlq",
            "loan.matching.completed",
            "lender.processing.completed");
  }

  @Test
  void noNameHoldsAColonAndEachHasPartitions() {
    assertThat(catalog.topics())
        .allSatisfy(
            topic -> {
              assertThat(topic.name()).matches("[a-z0-9._-]+");
              assertThat(topic.partitions()).isPositive();
            });
  }

  @Test
  void everyEventHasASchema() {
    assertThat(catalog.topics())
        .filteredOn(topic -> !topic.name().endsWith(".dlq"))
        .allSatisfy(
            topic ->
                assertThat(getClass().getResource("/kafka/schemas/" + topic.name() + ".json"))
                    .as(topic.name())
                    .isNotNull());
  }

  @Test
  void aStepHasATopicAndADeadLetter() {
    assertThat(catalog.ofStep("loan-matching.score"))
        .containsExactly(
            new Topic("loan-matching.score", 4, Duration.ofDays(7)),
            new Topic("loan-matching.score.dlq", 1, Duration.ofDays(30)));
  }
}
