package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations against the application as it runs. */
class TurnsIT {
  private static final String TOPIC = "turn.new_message";

  private static RunningApplication application;

  @BeforeAll
  static void start() {
    application = SharedApplication.withoutLenders();
  }

  @Test
  void aCustomerAsksForHisApplicationOverHttp() {
    String loan =
        application
            .tree(
                application.post("/api/loan-applications", Samples.application("T-1", 700)).body())
            .path("application_id")
            .asText();
    HttpResponse<String> owner =
        application.send(
            "PUT",
            "/api/loan-applications/" + loan + "/customer",
            "{\"tenant_id\":\"acme\",\"interlocutor_id\":\"ann\"}");
    assertThat(owner.statusCode()).as(owner.body()).isEqualTo(204);

    JsonNode answered = answered(sent("ann", "m1", "How is T-1?"));
    assertThat(answered.path("answer").asText()).startsWith("Application T-1 over");
    assertThat(answered.path("agent").asText()).isEqualTo("status");
    assertThat(answered(sent("bob", "m1", "How is T-1?")).path("answer").asText())
        .isEqualTo("I find no application T-1 of yours. Please check the reference.");

    JsonNode session =
        application.getJson("/api/v1/sessions/" + answered.path("session_id").asText());
    assertThat(session.path("phase").asText()).isEqualTo("idle");
    assertThat(session.path("turns")).hasSize(1);
    assertThat(session.path("audit").findValuesAsText("event"))
        .containsExactly("opened", "accumulated", "committed");
    assertThat(application.getJson("/api/v1/sessions?interlocutor_id=ann").path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  void theAnswerComesAsAStream() {
    JsonNode taken = sent("carl", "m1", "Hello!");
    HttpResponse<String> stream =
        application.get(taken.path("links").path("events").asText(), "Accept", "text/event-stream");
    assertThat(stream.body()).contains("event: turn", "\"status\":\"answered\"", "event: end");
    assertThat(
            application
                .get(
                    "/api/v1/turns/00000000-0000-4000-8000-000000000000/events",
                    "Accept",
                    "text/event-stream")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aMessageIsTakenOnceAndOneThatIsWrongIsRefusedInASentence() {
    JsonNode first = sent("dora", "m1", "Hello!");
    assertThat(sent("dora", "m1", "Hello!").path("id")).isEqualTo(first.path("id"));
    for (Map.Entry<String, String> wrong :
        Map.of(
                message("dora", "m1", "Something else"),
                "message_id was taken before with another message_content: send a new message_id.",
                message("dora", "m2", " "),
                "message_content is empty: send the text that the customer wrote.",
                message("dora", "m2", "x".repeat(102_400)),
                "The request has 102520 bytes, which is too long: send a message_content of at most 16000 characters.",
                "{\"tenant_id\":\"acme\"}",
                "agent_id is missing: send it as text.")
            .entrySet()) {
      HttpResponse<String> refused = application.post("/api/v1/turns", wrong.getKey());
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(application.tree(refused.body()).path("detail").asText())
          .isEqualTo(wrong.getValue());
    }
  }

  @Test
  void aMessageComesByKafkaAndItsAnswerGoesThere() {
    application.publish(TOPIC, "eve", message("eve", "k1", "Hello!"));
    application.publish(TOPIC, "eve", "{\"tenant_id\":\"acme\"}");
    application.waitFor(
        () ->
            application.records("turn.answered").stream()
                .map(record -> application.tree(new String(record.value(), StandardCharsets.UTF_8)))
                .anyMatch(
                    answer ->
                        answer.path("interlocutor_id").asText().equals("eve")
                            && answer.path("message_ids").toString().equals("[\"k1\"]")
                            && answer.path("answer").asText().startsWith("Hello.")));
    application.waitFor(() -> !application.records(TOPIC + ".dlq").isEmpty());
    assertThat(
            new String(
                application.records(TOPIC + ".dlq").get(0).headers().lastHeader("reason").value(),
                StandardCharsets.UTF_8))
        .contains("agent_id is missing");
  }

  @Test
  void aSecondProcessWithoutPagesIsAWorkerToo(@TempDir Path place) throws Exception {
    Process second = application.workerBeside(place);
    try {
      application.waitFor(
          () ->
              Files.readString(place.resolve("application.log"))
                  .contains("\"event\":\"acf_worker_ready\""));
    } finally {
      second.destroy();
      if (!second.waitFor(60, TimeUnit.SECONDS)) {
        second.destroyForcibly();
      }
    }
    assertThat(second.exitValue()).as("it ended by itself").isEqualTo(143);
  }

  @Test
  void theLogHasTheTenEventsAsJsonAndNothingThatACustomerWrote() {
    answered(sent("fred", "m1", "My secret is plover-cove."));
    application.waitForLog("\"event\":\"mutex_released\"");
    List<String> events =
        application
            .log()
            .lines()
            .filter(line -> line.startsWith("{\"timestamp\""))
            .map(line -> application.tree(line).path("event").asText())
            .distinct()
            .toList();
    assertThat(events)
        .containsExactlyInAnyOrder(
            "acf_worker_starting",
            "hatchet_client_initialized",
            "workflow_registered",
            "acf_worker_ready",
            "mutex_acquired",
            "accumulation_complete",
            "brain_starting",
            "brain_complete",
            "turn_committed",
            "mutex_released");
    assertThat(application.log()).doesNotContain("plover-cove");
  }

  private static JsonNode sent(String customer, String id, String text) {
    HttpResponse<String> taken = application.post("/api/v1/turns", message(customer, id, text));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    return application.tree(taken.body());
  }

  private static JsonNode answered(JsonNode taken) {
    String self = taken.path("links").path("self").asText();
    application.waitFor(() -> application.getJson(self).path("status").asText().equals("answered"));
    return application.getJson(self);
  }

  static String message(String customer, String id, String text) {
    return "{\"tenant_id\":\"acme\",\"agent_id\":\"desk\",\"interlocutor_id\":\"%s\",\"channel\":\"email\",\"message_id\":\"%s\",\"message_content\":\"%s\"}"
        .formatted(customer, id, text);
  }
}
