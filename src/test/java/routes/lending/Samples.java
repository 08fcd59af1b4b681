package routes.lending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;
import routes.lending.decision.CompiledPolicy;
import routes.lending.load.PolicyParser;

/** Applications and policies that the tests start from. */
public final class Samples {
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final String APPLICATION =
      """
      {"reference_id": "APP-1001",
       "applicant": {"name": "Delta Earthworks LLC", "email": "ops@delta.example"},
       "business": {"legal_name": "Delta Earthworks LLC", "state": "TX", "industry": "Construction",
                    "time_in_business_months": 74, "industry_experience_months": 120,
                    "annual_revenue": 2100000, "fleet_size": 6, "start_up": false},
       "guarantors": [{"fico_score": 712, "us_citizen": true, "homeowner": true,
                       "ownership_percent": 100, "residence_years": 6}],
       "credit": {"paynet_score": 668, "bankruptcy": false, "bankruptcy_discharged_years": null,
                  "foreclosure": false, "repossession": false, "judgement": false,
                  "tax_lien": false, "collections_past_3_years": 0,
                  "comparable_credit_percent": 80, "trade_history_years": 9,
                  "revolving_available_percent": 60},
       "loan": {"amount": 85000, "term_months": 48, "down_payment_percent": 10,
                "soft_costs_percent": 5, "type": "equipment"},
       "equipment": {"type": "Excavator", "category": "Construction", "age_years": 2,
                     "mileage": null, "condition": "used", "private_party_sale": false,
                     "sale_leaseback": false}}""";

  private Samples() {}

  /** The sample application as JSON, to be changed at will. */
  public static ObjectNode json() {
    return (ObjectNode) read(APPLICATION);
  }

  /** The sample application. */
  public static LoanApplication application() {
    return LoanApplicationParser.parse(APPLICATION.getBytes(StandardCharsets.UTF_8));
  }

  /** The sample with the value at a dotted path replaced by some JSON. */
  public static LoanApplication with(String path, String json) {
    return LoanApplicationParser.parse(set(json(), path, json));
  }

  /** The sample without the field at a dotted path. */
  public static LoanApplication without(String path) {
    ObjectNode application = json();
    int dot = path.lastIndexOf('.');
    ((ObjectNode) at(application, dot < 0 ? "" : path.substring(0, dot)))
        .remove(path.substring(dot + 1));
    return LoanApplicationParser.parse(application);
  }

  /** Replaces the value at a dotted path, such as {@code guarantors.0.fico_score}. */
  public static ObjectNode set(ObjectNode application, String path, String json) {
    int dot = path.lastIndexOf('.');
    JsonNode parent = at(application, dot < 0 ? "" : path.substring(0, dot));
    String name = path.substring(dot + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), read(json));
    } else {
      ((ObjectNode) parent).set(name, read(json));
    }
    return application;
  }

  private static JsonNode at(JsonNode node, String path) {
    return path.isEmpty() ? node : node.at("/" + path.replace('.', '/'));
  }

  /** A policy of one program, whose criteria are given as JSON objects. */
  public static CompiledPolicy policy(String... criteria) {
    return compiled(
        """
        {"lender": "Cedar Equipment", "programs": [{"name": "Standard", "criteria": [%s]}]}"""
            .formatted(String.join(",", criteria)));
  }

  /** Any policy. */
  public static CompiledPolicy compiled(String json) {
    return PolicyParser.read(json.getBytes(StandardCharsets.UTF_8)).compiled();
  }

  /** Reads JSON. */
  public static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The facts that a careful reader takes from a published guideline; skips where there is none.
   */
  public static byte[] guideline(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("shared/lender-guidelines").resolve(name);
      if (Files.isReadable(file)) {
        try {
          return Files.readAllBytes(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    Assumptions.abort("no published guidelines beside the project");
    throw new IllegalStateException("unreachable");
  }
}
