package routes.app;

/** Policies and applications that the tests send. */
final class Samples {
  private Samples() {}

  /** A lender that takes scores from a minimum on. */
  static String policy(String lender, int minimumFico) {
    return """
        {"lender": "%s",
         "allPrograms": {"criteria": [
           {"type": "state", "operator": "not_in", "value": ["CA", "NV"], "page": 1, "quote": "Not in: CA, NV"}]},
         "programs": [{"name": "A Rates",
           "criteria": [
             {"type": "fico_score", "operator": "gte", "value": %d, "page": 1, "quote": "%d+ FICO"},
             {"type": "loan_amount", "operator": "between", "value": [10000, 250000], "unit": "USD"}],
           "rates": [{"amountMin": 10000, "amountMax": 250000, "rateBps": 725}]}]}
        """
        .formatted(lender, minimumFico, minimumFico);
  }

  static String application(String reference, int fico) {
    return """
        {"reference_id": "%s",
         "applicant": {"name": "Delta Earthworks LLC", "email": "ops@delta.example"},
         "business": {"legal_name": "Delta Earthworks LLC", "state": "TX", "time_in_business_months": 74},
         "guarantors": [{"fico_score": %d, "us_citizen": true}],
         "loan": {"amount": 85000, "term_months": 48, "type": "equipment"}}
        """
        .formatted(reference, fico);
  }

  static String event(String reference, int fico) {
    return "{\"application\": " + application(reference, fico) + "}";
  }
}
