package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A route file edited while the application runs. */
class LiveRoutesIT {
  private static final String FILE = "loan-matching.camel.yaml";

  @Test
  void aNewStepRunsUntilItIsTakenOutAndABrokenFileChangesNothing() {
    RunningApplication application = SharedApplication.withoutLenders();
    RouteCopy routes = SharedApplication.routes();
    application.post("/api/lenders", Samples.policy("Live Lending", 650));
    try {
      routes.append(
          FILE,
          """

          - route:
              id: loan-matching.audit
              description: A step that was added while the application ran
              from:
                uri: hatchet:step:loan-matching/audit
                parameters:
                  parents: finalize_matching
                  timeout: 30s
                  retries: 1
                  topic: loan-matching.audit
                steps:
                  - log:
                      logName: routes.audit
                      message: "Audited ${body[parents][finalize_matching][reference_id]}"
          """);
      application.waitForLog("taken over: changed or new [loan-matching.audit]");
      application.waitForLog("Workflow registered successfully: loan-matching (5 steps)");
      application.post("/api/loan-applications", Samples.application("L-1", 700));
      application.waitForLog("Audited L-1");

      routes.replace(FILE, "Audited", "Checked");
      application.waitFor(
          () -> application.log().split("new \\[loan-matching.audit\\]", -1).length == 3);
      application.post("/api/loan-applications", Samples.application("L-2", 700));
      application.waitForLog("Checked L-2");

      routes.replace(FILE, "parents: finalize_matching", "parents: finalise_matching");
      application.waitForLog("is not taken over, the routes go on as they were: Step audit");
      assertThat(application.log()).doesNotContain("stays as it was registered before");
      application.post("/api/loan-applications", Samples.application("L-P", 700));
      application.waitForLog("Checked L-P");
      routes.replace(FILE, "parents: finalise_matching", "parents: finalize_matching");

      routes.append(FILE, "- route: [ this is broken\n");
      application.waitFor(() -> application.log().split("is not taken over", -1).length == 3);
      assertThat(application.log())
          .containsPattern("loan-matching.camel.yaml is not taken over.*line");
      application.post("/api/loan-applications", Samples.application("L-3", 700));
      application.waitForLog("Checked L-3");
    } finally {
      int before = application.log().length();
      routes.restore(FILE);
      application.waitFor(
          () ->
              application
                  .log()
                  .substring(before)
                  .contains("Workflow registered successfully: loan-matching (4 steps)"));
    }
    assertThat(application.log()).contains("removed [loan-matching.audit]");
    application.post("/api/loan-applications", Samples.application("L-4", 700));
    String list = "/api/loan-applications?status=completed&reference_id=L-4";
    application.waitFor(() -> application.getJson(list).path("total").asInt() == 1);
    assertThat(application.log()).doesNotContain("Checked L-4");
  }
}
