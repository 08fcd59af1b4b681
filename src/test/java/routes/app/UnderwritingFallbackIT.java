package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.EmbeddedEngine;
import routes.engine.EngineConfiguration;
import routes.engine.TestDatabase;
import routes.hatchet.client.HatchetClient;

/** With a remote engine a run goes there; one that it cannot take goes on in the process. */
class UnderwritingFallbackIT {
  private static final String FELL_BACK =
      "Hatchet workflow failed, falling back to in-process execution: ";

  @TempDir Path directory;
  private RunningApplication application;

  @Test
  void bothPathsGiveTheSameRowsAndTheLogSaysWhichWasTaken() throws Exception {
    Path token = directory.resolve("remote.token");
    try (HikariDataSource database = TestDatabase.create()) {
      EmbeddedEngine remote = engine(database, 0, 0, token);
      int grpc = remote.grpcPort();
      int rest = remote.restPort();
      Map<String, String> environment = environment(remote);
      try (RunningApplication started = RunningApplication.start(directory, environment)) {
        application = started;
        for (int fico : new int[] {600, 700, 780}) {
          application.post("/api/lenders", Samples.policy("Lender " + fico, fico));
        }
        String id = uploaded();

        JsonNode there = underwritten(id, "hatchet");
        String run = there.path("workflow_run_id").asText();
        try (HatchetClient client = HatchetClient.connect(environment)) {
          assertThat(client.runs().find(run)).isNotNull();
        }
        assertThat(application.log())
            .contains("Attempting to use Hatchet for application " + id)
            .contains("Started Hatchet workflow " + run + " for application F-1")
            .doesNotContain(FELL_BACK);

        forgetWorkflow(remote, database);
        JsonNode unreachable = underwritten(id, "in-process");
        assertThat(application.log()).contains(FELL_BACK + "Nothing listens at 127.0.0.1:" + grpc);
        assertThat(unreachable.path("workflow_run_id")).isNotEqualTo(there.path("workflow_run_id"));
        assertThat(rows(unreachable)).isEqualTo(rows(there));

        remote = engine(database, grpc, rest, token);
        application.waitFor(
            () -> {
              JsonNode unknown = underwritten(id, "in-process");
              assertThat(rows(unknown)).isEqualTo(rows(there));
              return application
                  .log()
                  .contains(FELL_BACK + "workflow names not found: underwriting-workflow");
            });
      } finally {
        remote.close();
      }
    }
  }

  @Test
  void whatIsPostedWhileTheEngineIsAwayWaitsForIt() throws Exception {
    Path token = directory.resolve("remote.token");
    try (HikariDataSource database = TestDatabase.create()) {
      EmbeddedEngine remote = engine(database, 0, 0, token);
      int grpc = remote.grpcPort();
      int rest = remote.restPort();
      try (RunningApplication started = RunningApplication.start(directory, environment(remote))) {
        application = started;
        application.post("/api/lenders", Samples.policy("Lender 600", 600));
        remote.close();
        HttpResponse<String> applied =
            application.post("/api/loan-applications", Samples.application("F-2", 712));
        HttpResponse<String> uploaded =
            application.upload(
                "/api/lenders/upload",
                Map.of("lender_name", "Old Mill Bank"),
                "old-mill-bank.pdf",
                Files.readAllBytes(Path.of("samples", "guidelines", "old-mill-bank.pdf")));
        for (HttpResponse<String> answer : List.of(applied, uploaded)) {
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
          JsonNode created = application.tree(answer.body());
          assertThat(created.path("status").asText()).isEqualTo("uploaded");
          assertThat(created.path("workflow_run_id").isNull()).isTrue();
        }
        remote = engine(database, grpc, rest, token);
        for (HttpResponse<String> answer : List.of(applied, uploaded)) {
          application.waitUntilCompleted(
              application.tree(answer.body()).at("/links/self").asText());
        }
      } finally {
        remote.close();
      }
    }
  }

  private static EmbeddedEngine engine(HikariDataSource database, int grpc, int rest, Path token) {
    return EmbeddedEngine.start(new EngineConfiguration(database, "127.0.0.1", grpc, rest, token));
  }

  private static Map<String, String> environment(EmbeddedEngine remote) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HATCHET_ENGINE", "auto");
    environment.put("HATCHET_CLIENT_TOKEN", remote.token());
    environment.put("HATCHET_CLIENT_HOST_PORT", "127.0.0.1:" + remote.grpcPort());
    environment.put("HATCHET_CLIENT_SERVER_URL", "http://127.0.0.1:" + remote.restPort());
    environment.put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    return environment;
  }

  /** As when somebody has removed the workflow at the remote engine. */
  private static void forgetWorkflow(EmbeddedEngine remote, HikariDataSource database)
      throws Exception {
    remote.close();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update hatchet.workflow set name = 'gone-' || name where name = 'underwriting-workflow'");
    }
  }

  private String uploaded() {
    HttpResponse<String> created =
        application.post("/api/loan-applications", Samples.application("F-1", 712));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return application.tree(created.body()).path("application_id").asText();
  }

  private JsonNode underwritten(String id, String engine) {
    String path = "/api/v1/underwriting/" + id;
    HttpResponse<String> answer = application.post(path + "/run", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String run = application.tree(answer.body()).path("workflow_run_id").asText();
    application.waitUntilCompleted(path + "/status");
    JsonNode status = application.getJson(path + "/status");
    assertThat(status.path("workflow_run_id").asText()).isEqualTo(run);
    assertThat(status.path("engine").asText()).isEqualTo(engine);
    return application.getJson(path + "/results");
  }

  /** All but which run it was. */
  private static JsonNode rows(JsonNode results) {
    return ((ObjectNode) results).deepCopy().without("workflow_run_id");
  }
}
