package routes.lending.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import routes.lending.Problem;
import routes.lending.json.CanonicalJson;
import routes.lending.json.MalformedJsonException;
import routes.lending.json.StrictJson;

/** Reads a loan application, checks every known field and lists the unknown ones. */
public final class LoanApplicationParser {
  /** The most bytes an application may have. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_SHOWN = 80;

  private LoanApplicationParser() {}

  /**
   * Reads an application from JSON in UTF-8.
   *
   * @throws InvalidApplicationException telling every problem it has
   */
  public static LoanApplication parse(byte[] json) {
    try {
      return checked(StrictJson.read(json, "The application", MAX_BYTES));
    } catch (MalformedJsonException e) {
      throw new InvalidApplicationException(List.of(new Problem("", null, e.getMessage())));
    }
  }

  /**
   * Takes an application that has been read as JSON already.
   *
   * @throws InvalidApplicationException telling every problem it has
   */
  public static LoanApplication parse(JsonNode json) {
    try {
      return checked(CanonicalJson.of(json));
    } catch (MalformedJsonException e) {
      throw new InvalidApplicationException(List.of(new Problem("", null, e.getMessage())));
    }
  }

  private static LoanApplication checked(JsonNode application) {
    if (!application.isObject()) {
      throw new InvalidApplicationException(
          List.of(
              new Problem(
                  "",
                  shown(application),
                  "The application must be a JSON object with at least loan.amount.")));
    }
    Check check = new Check();
    check.field("reference_id", application.get("reference_id"), ApplicationShape.REFERENCE_ID);
    ApplicationShape.SECTIONS.forEach(
        (name, fields) -> check.section(name, application.get(name), fields));
    check.guarantors(application.get(ApplicationShape.GUARANTORS));
    check.topLevel(application);
    check.amount(application);
    if (!check.problems.isEmpty()) {
      throw new InvalidApplicationException(check.problems);
    }
    return new LoanApplication(application, List.copyOf(check.unknown));
  }

  private static String shown(JsonNode value) {
    String text = CanonicalJson.write(value);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 1) + "…";
  }

  /** Gathers what one pass over the application finds. */
  private static final class Check {
    private final List<Problem> problems = new ArrayList<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    private void topLevel(JsonNode application) {
      application
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!ApplicationShape.SECTIONS.containsKey(name)
                    && !name.equals(ApplicationShape.GUARANTORS)
                    && !name.equals("reference_id")) {
                  unknown.add(name);
                }
              });
    }

    private void section(String path, JsonNode section, Map<String, FieldRule> fields) {
      if (section == null || section.isNull()) {
        return;
      }
      if (!section.isObject()) {
        problem(path, section, "must be a JSON object");
        return;
      }
      fields.forEach((name, rule) -> field(path + "." + name, section.get(name), rule));
      section
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!fields.containsKey(name)) {
                  unknown.add(path + "." + name);
                }
              });
    }

    private void guarantors(JsonNode guarantors) {
      if (guarantors == null || guarantors.isNull()) {
        return;
      }
      if (!guarantors.isArray()) {
        problem(ApplicationShape.GUARANTORS, guarantors, "must be a JSON array of objects");
        return;
      }
      if (guarantors.size() > ApplicationShape.MAX_GUARANTORS) {
        problem(
            ApplicationShape.GUARANTORS,
            guarantors,
            "has %d entries: at most %d are taken"
                .formatted(guarantors.size(), ApplicationShape.MAX_GUARANTORS));
        return;
      }
      for (int i = 0; i < guarantors.size(); i++) {
        String path = "guarantors[%d]".formatted(i);
        if (guarantors.get(i).isNull()) {
          problem(path, guarantors.get(i), "must be a JSON object");
        }
        section(path, guarantors.get(i), ApplicationShape.GUARANTOR);
      }
    }

    private void amount(JsonNode application) {
      JsonNode loan = application.get("loan");
      boolean readable = loan == null || loan.isNull() || loan.isObject();
      if (readable && (loan == null || !loan.hasNonNull("amount"))) {
        problems.add(
            new Problem(
                "loan.amount",
                null,
                "loan.amount is missing: give the amount asked for, in USD, as a number."));
      }
    }

    private void field(String path, JsonNode value, FieldRule rule) {
      if (value == null || value.isNull()) {
        return;
      }
      String complaint = rule.complaint(value);
      if (complaint != null) {
        problem(path, value, complaint);
      }
    }

    private void problem(String path, JsonNode value, String complaint) {
      String given = shown(value);
      problems.add(new Problem(path, given, "%s is %s: it %s.".formatted(path, given, complaint)));
    }
  }
}
