package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policy versions from draft to retired, beside each other, and what the history keeps of them. */
class PolicyLifeIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir static Path directory;
  private static RunningApplication application;

  @BeforeAll
  static void start() {
    application = SharedApplication.withoutLenders();
  }

  @Test
  void aDraftIsEditedComparedActivatedAndRetired() {
    Lender lender = lender(700);
    JsonNode draft = lender.draft(720);
    assertThat(draft.path("status").asText()).isEqualTo("draft");
    assertThat(judged(lender, 710).path("outcome").asText()).isEqualTo("ELIGIBLE");

    JsonNode edited =
        json(lender.send("PUT", draft.path("version").asText(), lender.policy(730)), 201);
    String version = edited.path("version").asText();
    assertThat(version).isNotEqualTo(draft.path("version").asText());
    assertThat(lender.get("/policies/" + draft.path("version").asText()).statusCode())
        .isEqualTo(404);

    JsonNode differences =
        json(lender.get("/policies/" + version + "/diff"), 200).path("differences");
    assertThat(differences).hasSize(1);
    assertThat(differences.path(0).path("what").asText()).isEqualTo("fico_score gte");
    assertThat(differences.path(0).path("before").path("value").asInt()).isEqualTo(700);
    assertThat(differences.path(0).path("after").path("value").asInt()).isEqualTo(730);

    assertThat(json(lender.status(version, "active", 0), 200).path("status").asText())
        .isEqualTo("active");
    assertThat(judged(lender, 710).path("outcome").asText()).isEqualTo("INELIGIBLE");
    assertThat(judged(lender, 710).path("policy_version").asText()).isEqualTo(version);
    JsonNode versions = json(lender.get("/policies"), 200);
    assertThat(versions.path("active_version").asText()).isEqualTo(version);
    assertThat(versions.path("policies").findValuesAsText("status"))
        .containsExactly("active", "retired");

    HttpResponse<String> edit = lender.send("PUT", version, lender.policy(740));
    assertThat(edit.statusCode()).isEqualTo(409);
    assertThat(edit.body()).contains("only a draft can be changed");
    assertThat(lender.status(version, "shadow", 0).statusCode()).isEqualTo(409);
    assertThat(json(lender.status(version, "retired", 0), 200).path("status").asText())
        .isEqualTo("retired");
    assertThat(matches(applicationOf(710)).findValuesAsText("name")).doesNotContain(lender.name());
  }

  @Test
  void aPolicyIsWrittenReadAndEditedAsYaml() {
    String name = "Yaml Lender " + NUMBER.incrementAndGet();
    String policy =
        """
        # As a person writes it.
        lender: %s
        programs:
          - name: A Rates
            criteria:
              - {type: fico_score, operator: gte, value: 700, required: true}
              - type: state
                operator: in
                values: [TX, OK]   # texts both
        """
            .formatted(name);
    json(yaml("POST", "/api/policies/validate", policy), 200);
    JsonNode created = json(yaml("POST", "/api/lenders", policy), 201);
    Lender lender = new Lender(created.path("lender_id").asText(), name);
    String version = json(lender.get("/policies"), 200).path("active_version").asText();
    JsonNode states =
        json(lender.get("/policies/" + version), 200).at("/policy/programs/0/criteria/1/value");
    assertThat(states).extracting(JsonNode::asText).containsExactly("TX", "OK");

    HttpResponse<String> read = lender.get("/policies/" + version + "?format=yaml");
    assertThat(read.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(read.body()).startsWith("lender: \"" + name + "\"\n").contains("value: 700");
    String path = "/api/lenders/" + lender.id() + "/policies";
    JsonNode again = json(yaml("POST", path, read.body()), 201);
    assertThat(again.path("version").asText()).as("the same content").isEqualTo(version);
    JsonNode draft = json(yaml("POST", path, read.body().replace("700", "720")), 201);
    assertThat(draft.path("status").asText()).isEqualTo("draft");
    json(
        yaml("PUT", path + "/" + draft.path("version").asText(), read.body().replace("700", "730")),
        201);

    HttpResponse<String> broken = yaml("POST", path, "lender: &a x");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("The body has an anchor in line 1");
    assertThat(yaml("POST", "/api/loan-applications", "a: b").statusCode()).isEqualTo(415);
  }

  private static HttpResponse<String> yaml(String method, String path, String body) {
    return application.send(method, path, "application/yaml", body);
  }

  /** It would be active at once. */
  @Test
  void aPolicyThatSaysItIsADraftIsNotMadeActive() {
    ObjectNode policy = (ObjectNode) application.tree(Samples.policy("Draft Lender", 700));
    policy.put("status", "draft");
    HttpResponse<String> refused = application.post("/api/lenders", policy.toString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("status is \\\"draft\\\"").contains("/policies");
    policy.put("status", "live");
    assertThat(application.post("/api/policies/validate", policy.toString()).body())
        .contains("must be one of draft, shadow, active, retired");
  }

  @Test
  void aPolicyThatBreaksItsOwnExamplesIsRefused() {
    Lender lender = lender(700);
    ObjectNode policy = (ObjectNode) application.tree(lender.policy(720));
    ObjectNode example = policy.putArray("examples").addObject();
    example.put("name", "a good score").put("outcome", "ELIGIBLE");
    example.set("application", application.tree(Samples.application("E", 690)));
    HttpResponse<String> answer = lender.post("/policies", policy.toString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("examples[0].outcome").contains("INELIGIBLE");
    assertThat(application.post("/api/policies/validate", policy.toString()).statusCode())
        .isEqualTo(400);
    example.put("outcome", "INELIGIBLE");
    JsonNode valid = json(application.post("/api/policies/validate", policy.toString()), 200);
    assertThat(valid.path("examples").asInt()).isEqualTo(1);
    assertThat(json(application.get("/api/policies/schema"), 200).path("$schema").asText())
        .contains("json-schema.org");
    assertThat(lender.post("/policies", "{\"lender\": \"Somebody else\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aShadowIsComparedAndChangesNothingUntilItGetsAShare() {
    Lender lender = lender(700);
    String active = json(lender.get("/policies"), 200).path("active_version").asText();
    String shadow = lender.draft(600).path("version").asText();
    json(lender.status(shadow, "shadow", 0), 200);
    JsonNode match = judged(lender, 650);
    assertThat(match.path("outcome").asText()).isEqualTo("INELIGIBLE");
    assertThat(match.path("policy_version").asText()).isEqualTo(active);
    judged(lender, 720);
    JsonNode comparison = json(lender.get("/policies/" + shadow + "/comparison"), 200);
    assertThat(comparison.path("decisions").asInt()).isGreaterThanOrEqualTo(2);
    JsonNode difference = comparison.path("differences").path(0);
    assertThat(difference.path("decided").asText()).isEqualTo("INELIGIBLE");
    assertThat(difference.path("shadow").asText()).isEqualTo("ELIGIBLE");
    assertThat(difference.path("decided_by").asText()).isEqualTo(active);

    json(lender.status(shadow, "shadow", 10_000), 200);
    JsonNode challenged = judged(lender, 650);
    assertThat(challenged.path("outcome").asText()).isEqualTo("ELIGIBLE");
    assertThat(challenged.path("policy_version").asText()).isEqualTo(shadow);
    assertThat(
            json(lender.get("/policies/" + active + "/comparison"), 200).path("decisions").asInt())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void aSimulationShowsTheSwapSetAsJsonAndCsv() {
    Lender lender = lender(700);
    judged(lender, 650);
    judged(lender, 720);
    String draft = lender.draft(640).path("version").asText();
    JsonNode swaps = json(lender.post("/policies/" + draft + "/simulate", "{\"last\": 500}"), 200);
    assertThat(swaps.path("applications").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(swaps.path("newly_approved").asInt()).isGreaterThanOrEqualTo(1);
    assertThat(swaps.path("newly_declined").asInt()).isZero();
    assertThat(swaps.path("by_reason").findValuesAsText("code")).contains("guarantor_credit");
    HttpResponse<String> csv = lender.post("/policies/" + draft + "/simulate?format=csv", "");
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(csv.body())
        .startsWith("application_id,before,after")
        .contains("INELIGIBLE,ELIGIBLE");
    assertThat(
            json(lender.post("/policies/" + draft + "/simulate", "{\"last\": 1}"), 200)
                .path("applications")
                .asInt())
        .isEqualTo(1);
    assertThat(lender.post("/policies/" + draft + "/simulate", "{\"last\": 0}").body())
        .contains("whole number from 1 to 10000");
  }

  @Test
  void theHistoryIsSoundAndItsDecisionsCanBeExecutedAgain() {
    Lender lender = lender(700);
    String id = applicationOf(705);
    matches(id);
    IntStream.range(0, 4).parallel().forEach(i -> matches(applicationOf(600 + 50 * i)));
    JsonNode history = json(application.get("/api/loan-applications/" + id + "/history"), 200);
    JsonNode entry =
        history.path("entries").findParents("content").stream()
            .map(found -> found.path("content"))
            .filter(content -> content.path("lender_id").asText().equals(lender.id()))
            .findFirst()
            .orElseThrow();
    assertThat(entry.path("outcome").asText()).isEqualTo("ELIGIBLE");
    assertThat(entry.path("engine_version").asText()).isNotEmpty();
    JsonNode verdict = json(application.get("/api/history/verify?replay=true"), 200);
    assertThat(verdict.path("sentence").asText()).startsWith("The history is sound");
    assertThat(verdict.path("sound").asBoolean()).isTrue();
    assertThat(verdict.path("replayed")).isEqualTo(verdict.path("entries"));
    assertThat(verdict.path("entries").asInt()).isGreaterThanOrEqualTo(5);
    JsonNode part = json(application.get("/api/history/verify?after=2&limit=2"), 200);
    assertThat(part.path("entries").asInt()).isEqualTo(2);
    assertThat(part.path("last").asInt()).isEqualTo(4);
    assertThat(part.path("complete").asBoolean()).isFalse();
  }

  @Test
  void commandsWorkBesideTheRunningApplication() throws Exception {
    Lender lender = lender(700);
    judged(lender, 650);
    String draft = lender.draft(640).path("version").asText();
    String verified = command(0, "--verify-history", "--replay");
    assertThat(verified).contains("The history is sound").contains("gave the same bytes");
    assertThat(command(0, "--simulate", lender.id(), draft, "--csv", "--last", "5"))
        .contains("application_id,before,after")
        .contains("INELIGIBLE,ELIGIBLE");
    assertThat(command(1, "--simulate", lender.id(), "0".repeat(64)))
        .contains("There is no such lender or version.");
  }

  private static String command(int status, String... words) throws Exception {
    Path out = Files.createTempFile(directory, "command", ".txt");
    Process process = application.launchBeside(out, words);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    return said;
  }

  /** A lender of its own for each test; the others' lenders judge its applications too. */
  private static Lender lender(int fico) {
    String name = "Lender " + NUMBER.incrementAndGet();
    JsonNode created = json(application.post("/api/lenders", Samples.policy(name, fico)), 201);
    return new Lender(created.path("lender_id").asText(), name);
  }

  private record Lender(String id, String name) {
    String policy(int fico) {
      return Samples.policy(name, fico);
    }

    JsonNode draft(int fico) {
      return json(post("/policies", policy(fico)), 201);
    }

    HttpResponse<String> get(String path) {
      return application.get("/api/lenders/" + id + path);
    }

    HttpResponse<String> post(String path, String body) {
      return application.post("/api/lenders/" + id + path, body);
    }

    HttpResponse<String> send(String method, String version, String body) {
      return application.send(method, "/api/lenders/" + id + "/policies/" + version, body);
    }

    HttpResponse<String> status(String version, String status, int share) {
      return send(
          "PUT",
          version + "/status",
          "{\"status\": \"%s\", \"share_bps\": %d}".formatted(status, share));
    }
  }

  private static String applicationOf(int fico) {
    String reference = "P-" + NUMBER.incrementAndGet();
    return json(
            application.post("/api/loan-applications", Samples.application(reference, fico)), 201)
        .path("application_id")
        .asText();
  }

  private static JsonNode matches(String id) {
    String path = "/api/loan-applications/" + id;
    application.waitUntilCompleted(path);
    return application.getJson(path + "/matches").path("matches");
  }

  /** What a lender says to a new application. */
  private static JsonNode judged(Lender lender, int fico) {
    for (JsonNode match : matches(applicationOf(fico))) {
      if (match.path("lender").path("id").asText().equals(lender.id())) {
        return match;
      }
    }
    throw new AssertionError(lender + " did not judge");
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return application.tree(answer.body());
  }
}
