package routes.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import routes.lending.decision.Reason;
import routes.lending.explain.AdverseActionNotice;
import routes.lending.explain.AdverseActionNotice.Clock;
import routes.report.Sheets.Style;

/** The decisions on an application as a PDF for people. Thread-safe. */
public final class DecisionReport {
  private static final float[] RANKING = {28, 172, 84, 40, 136, 60};
  private static final float[] CRITERIA = {98, 62, 62, 46, 214, 38};
  private static final Map<String, Color> COLOURS =
      Map.of(
          "ELIGIBLE", new Color(0x1f7a4d),
          "NEEDS_REVIEW", new Color(0x9a6700),
          "INELIGIBLE", new Color(0xa4262c));

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Draws the report.
   *
   * @param found as JSON: application_id, reference_id, created_at, workflow_run_id, application,
   *     lenders, eligible, needs_review, ineligible and matches, the best first
   * @return the PDF's bytes
   */
  public byte[] draw(String found) throws IOException {
    JsonNode report = json.readTree(found);
    JsonNode application = report.path("application");
    String name = firstText(application, "/business/legal_name", "/applicant/name");
    String reference = report.path("reference_id").asText(report.path("application_id").asText());
    try (Sheets sheets = new Sheets("Decision report " + reference)) {
      head(sheets, report, name, reference);
      ranking(sheets, report);
      for (JsonNode match : report.path("matches")) {
        lender(sheets, match, received(report));
      }
      int left = report.path("lenders").asInt() - report.path("matches").size();
      if (left > 0) {
        sheets.space(8);
        sheets.paragraph(
            "%d more lenders are in the application's matches.".formatted(left), Style.SMALL);
      }
      return sheets.finish();
    }
  }

  private static LocalDate received(JsonNode report) {
    return OffsetDateTime.parse(report.path("created_at").asText())
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalDate();
  }

  private static void head(Sheets sheets, JsonNode report, String name, String reference)
      throws IOException {
    JsonNode loan = report.path("application").path("loan");
    sheets.paragraph("Decision report", new Style(20, true, Sheets.INK));
    sheets.space(2);
    sheets.paragraph(name, new Style(12, false, Sheets.INK));
    sheets.space(4);
    String term =
        loan.path("term_months").isNumber() ? ", " + loan.path("term_months") + " months" : "";
    sheets.paragraph(
        "Application %s, received %s: %s%s"
            .formatted(reference, received(report), money(loan.path("amount")), term),
        Style.BODY);
    sheets.paragraph("Run " + report.path("workflow_run_id").asText(), Style.SMALL);
    sheets.space(8);
    sheets.paragraph(
        "%d lenders: %d eligible, %d to review, %d ineligible."
            .formatted(
                report.path("lenders").asInt(),
                report.path("eligible").asInt(),
                report.path("needs_review").asInt(),
                report.path("ineligible").asInt()),
        Style.BODY.heavy());
    JsonNode best = report.path("matches").path(0);
    if (best.path("outcome").asText("INELIGIBLE").equals("INELIGIBLE")) {
      sheets.paragraph("No lender would take this application as it is.", Style.BODY);
    } else {
      sheets.paragraph(
          "Best match: %s, program %s%s, score %s."
              .formatted(
                  best.path("lender").path("name").asText(),
                  best.path("best_program").asText(),
                  best.path("rate_bps").isNumber() ? " at " + percent(best.path("rate_bps")) : "",
                  best.path("score").asText()),
          Style.BODY);
    }
    sheets.space(10);
  }

  private static void ranking(Sheets sheets, JsonNode report) throws IOException {
    sheets.row(
        List.of("#", "Lender", "Outcome", "Score", "Program", "Buy rate"),
        RANKING,
        Collections.nCopies(6, Style.SMALL.heavy()));
    for (JsonNode match : report.path("matches")) {
      String outcome = match.path("outcome").asText("");
      Style coloured = Style.BODY.heavy().in(COLOURS.getOrDefault(outcome, Sheets.GREY));
      sheets.row(
          List.of(
              match.path("rank").asText(""),
              match.path("lender").path("name").asText(),
              standing(match),
              match.path("score").asText(""),
              match.path("best_program").asText(""),
              match.path("rate_bps").isNumber() ? percent(match.path("rate_bps")) : "none"),
          RANKING,
          List.of(Style.BODY, Style.BODY, coloured, Style.BODY, Style.BODY, Style.BODY));
    }
    sheets.space(14);
  }

  private void lender(Sheets sheets, JsonNode match, LocalDate received) throws IOException {
    String outcome = match.path("outcome").asText("");
    sheets.room(110);
    sheets.bar(
        match.path("lender").path("name").asText(),
        standing(match),
        COLOURS.getOrDefault(outcome, Sheets.GREY));
    if (match.path("failure").isTextual()) {
      sheets.paragraph(match.path("failure").asText(), Style.BODY);
    }
    for (JsonNode reason : match.path("reasons")) {
      sheets.paragraph("• " + reason.path("message").asText() + cited(reason), Style.BODY);
    }
    JsonNode nearest = match.path("nearest").path(0);
    if (nearest.isObject()) {
      sheets.space(3);
      sheets.paragraph(
          "Nearest way in, program %s: %s"
              .formatted(nearest.path("program").asText(), nearest.path("sentence").asText()),
          Style.BODY.heavy());
    }
    if (outcome.equals("INELIGIBLE")) {
      notice(sheets, match, received);
    }
    criteria(sheets, match);
    sheets.paragraph("Policy version " + match.path("policy_version").asText(), Style.SMALL);
    sheets.space(12);
  }

  private void notice(Sheets sheets, JsonNode match, LocalDate received)
      throws JsonProcessingException, IOException {
    List<Reason> reasons = Arrays.asList(json.treeToValue(match.path("reasons"), Reason[].class));
    AdverseActionNotice notice =
        AdverseActionNotice.of(reasons, Clock.COMPLETED_APPLICATION, received);
    sheets.space(3);
    sheets.paragraph(
        "To the applicant, by %s at the latest:".formatted(notice.dueBy()), Style.BODY.heavy());
    for (Reason.AdverseAction told : notice.reasons()) {
      sheets.paragraph("• %s (%s)".formatted(told.text(), told.code()), Style.BODY);
    }
  }

  private static void criteria(Sheets sheets, JsonNode match) throws IOException {
    for (JsonNode program : match.path("programs")) {
      if (!program.path("name").asText().equals(match.path("best_program").asText())) {
        continue;
      }
      sheets.space(6);
      sheets.paragraph(
          "Program %s. Score: %s"
              .formatted(program.path("name").asText(), program.path("score_formula").asText()),
          Style.SMALL);
      sheets.space(2);
      sheets.row(
          List.of("Criterion", "Wanted", "Has", "Result", "In words", "Page"),
          CRITERIA,
          Collections.nCopies(6, Style.SMALL.heavy()));
      for (JsonNode criterion : program.path("criteria")) {
        String result = criterion.path("result").asText();
        Color colour =
            switch (result) {
              case "passed" -> COLOURS.get("ELIGIBLE");
              case "failed" -> COLOURS.get("INELIGIBLE");
              default -> COLOURS.get("NEEDS_REVIEW");
            };
        sheets.row(
            List.of(
                words(criterion.path("type").asText()),
                value(criterion.path("expected")),
                value(criterion.path("actual")),
                result,
                criterion.path("explanation").asText(),
                criterion.path("citation").path("page").asText("")),
            CRITERIA,
            List.of(
                Style.BODY,
                Style.BODY,
                Style.BODY,
                Style.BODY.heavy().in(colour),
                Style.BODY,
                Style.SMALL));
      }
      sheets.space(3);
    }
  }

  /** The outcome in words; without one, whether it is still to come. */
  private static String standing(JsonNode match) {
    String outcome = match.path("outcome").asText("");
    if (!outcome.isEmpty() && !outcome.equals("null")) {
      return words(outcome);
    }
    return match.path("failure").isTextual() ? "Failed" : "Pending";
  }

  private static String cited(JsonNode reason) {
    JsonNode citation = reason.path("citation");
    if (!citation.path("page").isNumber()) {
      return "";
    }
    String quote =
        citation.path("quote").isTextual() ? ": “" + citation.path("quote").asText() + "”" : "";
    return " (page %d%s)".formatted(citation.path("page").asInt(), quote);
  }

  /** A value of a criterion, short enough for its cell. */
  private static String value(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "not given";
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(value(part)));
      int shown = Math.min(parts.size(), 6);
      String more = parts.size() > shown ? " and %d more".formatted(parts.size() - shown) : "";
      return String.join(", ", parts.subList(0, shown)) + more;
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      return number.compareTo(BigDecimal.valueOf(10_000)) < 0
          ? number.toPlainString()
          : String.format(Locale.US, "%,.0f", number);
    }
    String text =
        value.isBoolean() ? (value.booleanValue() ? "yes" : "no") : value.asText(value.toString());
    return text.length() <= 120 ? text : text.substring(0, 119) + "…";
  }

  private static String money(JsonNode amount) {
    return String.format(Locale.US, "$%,.2f", amount.decimalValue());
  }

  private static String percent(JsonNode basisPoints) {
    return BigDecimal.valueOf(basisPoints.asLong(), 2).toPlainString() + " %";
  }

  private static String words(String name) {
    String spaced = name.replace('_', ' ').toLowerCase(Locale.ROOT);
    return spaced.isEmpty()
        ? ""
        : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
  }

  private static String firstText(JsonNode json, String... pointers) {
    for (String pointer : pointers) {
      if (json.at(pointer).isTextual() && !json.at(pointer).asText().isBlank()) {
        return json.at(pointer).asText();
      }
    }
    return "Applicant without a name";
  }
}
