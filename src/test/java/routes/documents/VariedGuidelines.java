package routes.documents;

import static routes.documents.Sheet.BOLD;
import static routes.documents.Sheet.PLAIN;
import static routes.documents.Sheet.SERIF;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import routes.documents.UnseenGuidelines.Guideline;

/** Further layouts and phrases of invented lenders, with what they say. */
final class VariedGuidelines {

  private VariedGuidelines() {}

  static List<Guideline> all() throws IOException {
    return List.of(programsInSequence(), tiersAsRows(), boxesSideBySide(), typedLetter());
  }

  private static Guideline programsInSequence() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(BOLD, 18, 60, 60, "Larkspur Funding Credit Box");
      sheet.text(BOLD, 13, 60, 95, "Tier 1");
      float at =
          sheet.bullets(
              10,
              60,
              115,
              480,
              "TIB: 3+ years",
              "Min FICO 690 / PayNet 670",
              "App only to $150K",
              "Financed amounts $10K to $350K",
              "Max term 72 months");
      sheet.text(BOLD, 13, 60, at + 14, "Tier 2");
      at =
          sheet.bullets(
              10,
              60,
              at + 34,
              480,
              "2 yrs TIB or better",
              "FICO: 650 minimum",
              "Maximum deal size: $100,000",
              "10% down payment required for amounts over $50,000",
              "Guarantor must be a homeowner");
      sheet.text(BOLD, 13, 60, at + 14, "Equipment Requirements");
      at =
          sheet.bullets(
              10,
              60,
              at + 34,
              480,
              "No equipment older than 12 years",
              "Max mileage 600,000 miles",
              "Soft costs capped at 25%",
              "Titled vehicles are reviewed individually");
      sheet.text(BOLD, 13, 60, at + 14, "Do Not Submit");
      sheet.bullets(
          10,
          60,
          at + 34,
          480,
          "NO: cannabis, gambling, adult entertainment, day care",
          "Restricted states: MT, ND, SD",
          "No private party or sale-leaseback",
          "No bankruptcies in the last 7 years; no open judgments");
      sheet.text(PLAIN, 8, 60, 740, "Effective Date: 2/15/2025");
      return new Guideline(
          "programs in sequence",
          sheet.bytes(),
          Set.of(
              "effective from 2025-02-15",
              "Tier 1: time_in_business gte 3 years",
              "Tier 1: fico_score gte 690",
              "Tier 1: paynet_score gte 670",
              "Tier 1: application_only lte 150000 USD",
              "Tier 1: loan_amount between [10000, 350000] USD",
              "Tier 1: loan_term lte 72 months",
              "Tier 2: time_in_business gte 2 years",
              "Tier 2: fico_score gte 650",
              "Tier 2: loan_amount lte 100000 USD",
              "Tier 2: down_payment gte 10 percent when loan_amount over 50000",
              "Tier 2: homeownership is_true true",
              "all: equipment_age lte 12 years",
              "all: equipment_mileage lte 600000 miles",
              "all: soft_costs lte 25 percent",
              "all: industry_or_equipment not_in [adult entertainment, cannabis, day care, gambling]",
              "all: state not_in [mt, nd, sd]",
              "all: private_party_sale is_false true",
              "all: sale_leaseback is_false true",
              "all: bankruptcy is_false true when past 7 years",
              "all: judgement is_false true when open"));
    }
  }

  private static Guideline tiersAsRows() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(BOLD, 16, 60, 60, "Wayfare Leasing Company - Program Grid");
      String[][] rows = {
        {"Program", "FICO", "PayNet", "TIB", "Max Amount", "Max Term", "Rate"},
        {"A Paper", "720+", "680+", "5 yrs", "$400,000", "72 mo", "7.15%"},
        {"B Paper", "680+", "660+", "3 yrs", "$200,000", "60 mo", "8.99%"},
        {"C Paper", "640+", "640+", "2 yrs", "$75,000", "48 mo", "12.50%"},
        {"Start-Up", "700+", "N/A", "N/A", "$50,000", "36 mo", "14.25%"}
      };
      float[] xs = {60, 140, 205, 270, 330, 415, 490};
      float y = 100;
      for (String[] row : rows) {
        for (int c = 0; c < row.length; c++) {
          sheet.text(y == 100 ? BOLD : PLAIN, 10, xs[c], y, row[c]);
        }
        y += 18;
      }
      sheet.text(BOLD, 12, 60, 220, "All Programs");
      sheet.bullets(
          10,
          60,
          240,
          460,
          "Personal guarantee required",
          "Must be a US citizen",
          "Not available in California, Hawaii or Alaska",
          "Invoices must be dated within 30 days");
      return new Guideline(
          "tiers as rows",
          sheet.bytes(),
          Set.of(
              "A Paper: fico_score gte 720",
              "A Paper: paynet_score gte 680",
              "A Paper: time_in_business gte 5 years",
              "A Paper: loan_amount lte 400000 USD",
              "A Paper: loan_term lte 72 months",
              "A Paper: rate 715 bps, amounts  to , months  to ",
              "B Paper: fico_score gte 680",
              "B Paper: paynet_score gte 660",
              "B Paper: time_in_business gte 3 years",
              "B Paper: loan_amount lte 200000 USD",
              "B Paper: loan_term lte 60 months",
              "B Paper: rate 899 bps, amounts  to , months  to ",
              "C Paper: fico_score gte 640",
              "C Paper: paynet_score gte 640",
              "C Paper: time_in_business gte 2 years",
              "C Paper: loan_amount lte 75000 USD",
              "C Paper: loan_term lte 48 months",
              "C Paper: rate 1250 bps, amounts  to , months  to ",
              "Start-Up: fico_score gte 700",
              "Start-Up: loan_amount lte 50000 USD",
              "Start-Up: loan_term lte 36 months",
              "Start-Up: rate 1425 bps, amounts  to , months  to ",
              "all: personal_guarantee is_true true",
              "all: citizenship eq us",
              "all: state not_in [ak, ca, hi]"));
    }
  }

  private static Guideline boxesSideBySide() throws IOException {
    try (Sheet sheet = new Sheet()) {
      Color green = new Color(20, 90, 60);
      sheet.fill(0, 0, 612, 70, green);
      sheet.text(BOLD, 20, 50, 45, Color.WHITE, "Thistle & Oak Finance");
      sheet.text(BOLD, 12, 50, 110, green, "Preferred Program");
      sheet.bullets(
          9,
          50,
          128,
          230,
          "5 years in business minimum",
          "FICO 700 or higher",
          "PayNet of at least 665",
          "Loan amounts from $25,000 up to $500,000",
          "Terms of 24 to 84 months");
      sheet.text(BOLD, 12, 320, 110, green, "Standard Program");
      sheet.bullets(
          9,
          320,
          128,
          230,
          "Two (2) years in business minimum",
          "FICO 660 or higher",
          "Annual revenues of $300K or more",
          "Loans up to $150,000",
          "3 months bank statements required");
      sheet.text(BOLD, 12, 50, 230, green, "Ineligible Industries");
      sheet.bullets(9, 50, 248, 150, "Bail bonds", "Crypto mining", "Escort services");
      sheet.bullets(9, 230, 248, 150, "Firearms", "Payday lending", "Timeshares");
      sheet.bullets(9, 410, 248, 150, "Tobacco", "Vape shops", "Pawn shops");
      sheet.text(BOLD, 12, 50, 320, green, "Credit Requirements");
      sheet.bullets(
          9,
          50,
          338,
          480,
          "Bankruptcies must be discharged 5+ years",
          "No tax liens",
          "Comparable credit of 70% preferred");
      return new Guideline(
          "boxes side by side",
          sheet.bytes(),
          Set.of(
              "Preferred Program: time_in_business gte 5 years",
              "Preferred Program: fico_score gte 700",
              "Preferred Program: paynet_score gte 665",
              "Preferred Program: loan_amount between [25000, 500000] USD",
              "Preferred Program: loan_term between [24, 84] months",
              "Standard Program: time_in_business gte 2 years",
              "Standard Program: fico_score gte 660",
              "Standard Program: annual_revenue gte 300000 USD",
              "Standard Program: loan_amount lte 150000 USD",
              "Standard Program: bank_statements gte 3 months",
              "all: industry not_in [bail bonds, crypto mining, escort services, firearms, pawn shops, payday lending, timeshares, tobacco, vape shops]",
              "all: bankruptcy is_false true when past 5 years",
              "all: tax_lien is_false true",
              "all: comparable_credit gte 70 percent preferred"));
    }
  }

  private static Guideline typedLetter() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(SERIF, 11, 72, 80, "To our brokers,");
      float at = 104;
      for (String paragraph :
          List.of(
              "We finance equipment for established companies. The minimum FICO score is 665 and the applicant must have been in business for at least 30 months.",
              "Loan requests range from $7,500 to $90,000. The maximum term is 60 months.",
              "A down payment of 15% is required. Equipment cannot be older than 9 years.",
              "Rates start at 9.5% and depend on the overall profile. Most deals are decided within 24 hours.",
              "We do not lend in Maine, Vermont or New Hampshire.",
              "Exceptions may be granted to applicants with a FICO of 640 and strong cash flow.")) {
        at = sheet.wrapped(SERIF, 11, 72, at, 460, paragraph) + 8;
      }
      return new Guideline(
          "typed letter",
          sheet.bytes(),
          Set.of(
              "Standard: fico_score gte 665",
              "Standard: time_in_business gte 30 months",
              "Standard: loan_amount between [7500, 90000] USD",
              "Standard: loan_term lte 60 months",
              "Standard: down_payment gte 15 percent",
              "Standard: equipment_age lte 9 years",
              "Standard: state not_in [me, nh, vt]"));
    }
  }
}
