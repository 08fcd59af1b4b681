package routes.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import routes.lending.Samples;
import routes.lending.decision.LenderDecision;
import routes.lending.history.KeptDecision;

/** The report says what was decided, in words that people can keep. */
class DecisionReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode match(int rank, String lender, LenderDecision decision)
      throws IOException {
    ObjectNode match = (ObjectNode) JSON.readTree(KeptDecision.of(decision).json());
    match.put("rank", rank).put("outcome", decision.outcome().name());
    match.put("score", decision.score()).put("best_program", decision.bestProgram());
    match.put("policy_version", decision.policyVersion());
    match.putObject("lender").put("name", lender);
    return match;
  }

  private static ObjectNode report(List<ObjectNode> matches) {
    ObjectNode report = JSON.createObjectNode();
    report.put("application_id", "5c4d9a1e-0000-4000-8000-000000000001");
    report.put("reference_id", "APP-1001").put("workflow_run_id", "run-1");
    report.put("created_at", "2026-03-30T23:30:00-04:00");
    report.put("lenders", matches.size()).put("eligible", 1);
    report.put("needs_review", 0).put("ineligible", 1);
    report.set("application", Samples.application().snapshot());
    ArrayNode list = report.putArray("matches");
    matches.forEach(list::add);
    return report;
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private static LenderDecision decision(int minimum) {
    return Samples.policy(
            "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":%d,\"page\":2,\"quote\":\"%d+ FICO\"}"
                .formatted(minimum, minimum),
            "{\"type\":\"state\",\"operator\":\"not_in\",\"value\":[\"CA\",\"NV\"]}")
        .evaluate(Samples.application());
  }

  @Test
  void everyLenderHasItsCriteriaReasonsAndNotice() throws IOException {
    byte[] pdf =
        new DecisionReport()
            .draw(
                report(
                        List.of(
                            match(1, "Easy Capital", decision(600)),
                            match(2, "Strict Leasing", decision(800))))
                    .toString());
    assertThat(text(pdf))
        .contains("Decision report", "Application APP-1001, received 2026-03-31")
        .contains("2 lenders: 1 eligible, 0 to review, 1 ineligible.")
        .contains("Best match: Easy Capital")
        .contains("page 2: “800+ FICO”")
        .contains("Nearest way in")
        .contains("To the applicant, by 2026-04-30 at the latest:")
        .contains("(guarantor_credit)")
        .contains("Page 1 of 1");
  }

  @Test
  void whateverTheTextsHoldTheReportIsDrawn() throws IOException {
    ObjectNode match = match(1, "Näme \u0000\u202e 漢字 😀 " + "w".repeat(300), decision(800));
    ObjectNode report = report(List.of(match));
    report.put("lenders", 7);
    report.put("reference_id", "x".repeat(200));
    String text = text(new DecisionReport().draw(report.toString()));
    assertThat(text).contains("Näme", "6 more lenders", "No lender would take this application");
  }
}
