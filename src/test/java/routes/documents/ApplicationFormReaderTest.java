package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Filled-in forms become applications; what is left empty is left out. */
class ApplicationFormReaderTest {

  private static final Path SAMPLE = Path.of("samples", "applications", "birchwood-machining.pdf");

  @Test
  void aFormBecomesTheApplicationThatItStates() throws IOException {
    JsonNode read = read(Files.readAllBytes(SAMPLE));

    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"reference_id": "APP-1004",
                 "applicant": {"email": "owner@birchwood.example"},
                 "business": {"legal_name": "Birchwood Machining LLC", "state": "OH",
                              "industry": "Manufacturing", "time_in_business_months": 75,
                              "annual_revenue": 1450000, "industry_experience_months": 168,
                              "start_up": false},
                 "guarantors": [{"fico_score": 725, "us_citizen": true, "homeowner": true,
                                 "ownership_percent": 100}],
                 "credit": {"paynet_score": 671, "comparable_credit_percent": 65,
                            "bankruptcy": false, "foreclosure": false, "repossession": false,
                            "judgement": false, "tax_lien": false, "collections_past_3_years": 0},
                 "loan": {"amount": 120000, "term_months": 60, "down_payment_percent": 10,
                          "soft_costs_percent": 8},
                 "equipment": {"type": "CNC Mill", "category": "Machine Tools", "age_years": 1,
                               "condition": "used", "private_party_sale": false,
                               "sale_leaseback": false}}
                """);
    assertThat(new ObjectMapper().readTree(read.toString())).isEqualTo(expected);
  }

  @Test
  void anEmptyFieldIsLeftOut() throws IOException {
    assertThat(read(Files.readAllBytes(SAMPLE)).at("/business/fleet_size").isMissingNode())
        .isTrue();
  }

  @Test
  void linesOfLabelAndValueAreReadToo() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet
          .text(Sheet.PLAIN, 11, 60, 80, "Business Name: Foxglove Printing")
          .text(Sheet.PLAIN, 11, 60, 110, "Loan Amount: $45,500.50")
          .text(Sheet.PLAIN, 11, 60, 140, "FICO: seven hundred");
      JsonNode read = read(sheet.bytes());

      assertThat(read.at("/business/legal_name").asText()).isEqualTo("Foxglove Printing");
      assertThat(read.at("/loan/amount").decimalValue()).isEqualByComparingTo("45500.50");
      assertThat(read.at("/guarantors").isMissingNode()).as("an unclear score").isTrue();
    }
  }

  @Test
  void theSampleIsTheOneThatTheGeneratorPrints() throws IOException {
    assertThat(Files.readAllBytes(SAMPLE)).isEqualTo(SampleForm.birchwood());
  }

  private static JsonNode read(byte[] pdf) {
    return new ApplicationFormReader().read(new DocumentReader().read(pdf));
  }
}
