package routes.documents;

import static routes.documents.Sheet.BOLD;
import static routes.documents.Sheet.PLAIN;
import static routes.documents.Sheet.SERIF;
import static routes.documents.Sheet.SERIF_BOLD;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Guidelines of invented lenders in words and layouts of their own, with what they say. */
final class UnseenGuidelines {

  /**
   * A guideline.
   *
   * @param name of the invented lender
   * @param pdf its document
   * @param facts what a careful reader takes from it, as {@link Facts} writes them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Guideline(String name, byte[] pdf, Set<String> facts) {}

  private UnseenGuidelines() {}

  static List<Guideline> all() throws IOException {
    return List.of(
        labels(), brokerNotes(), metals(), rateSheet(), twoColumns(), lists(), prose(), answers());
  }

  /** Labels with values, no table. */
  private static Guideline labels() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(BOLD, 17, 60, 60, "Brightwater Commercial Finance");
      sheet.text(PLAIN, 11, 60, 78, "Credit Snapshot");
      String[][] rows = {
        {"Minimum Beacon:", "650"},
        {"Time in Business:", "24 months minimum"},
        {"Deal Size:", "$15K - $3MM"},
        {"Terms:", "24 - 72 months"},
        {"Start-Ups:", "Not accepted"},
        {"Soft Costs:", "Up to 20%"},
        {"Homeownership:", "Not required"},
        {"Max Collateral Age:", "10 years"},
        {"Excluded States:", "AK, HI"},
        {"Turnaround:", "2 to 4 hours"},
      };
      float y = 110;
      for (String[] row : rows) {
        sheet.text(BOLD, 10, 60, y, row[0]);
        sheet.text(PLAIN, 10, 200, y, row[1]);
        y += 17;
      }
      return new Guideline(
          "Brightwater",
          sheet.bytes(),
          Set.of(
              "Standard: fico_score gte 650",
              "Standard: time_in_business gte 24 months",
              "Standard: loan_amount between [15000, 3000000] USD",
              "Standard: loan_term between [24, 72] months",
              "Standard: start_up is_false true",
              "Standard: soft_costs lte 20 percent",
              "Standard: equipment_age lte 10 years",
              "Standard: state not_in [ak, hi]"));
    }
  }

  /** Short notes in the trade's shorthand, with a running header and footer on two pages. */
  private static Guideline brokerNotes() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(PLAIN, 8, 60, 30, "Corsair Capital Partners - For broker use only");
      sheet.text(BOLD, 16, 60, 70, "Corsair Capital Partners");
      sheet.text(BOLD, 12, 60, 100, "Core Program");
      sheet.bullets(
          10,
          60,
          118,
          480,
          "5 years TIB",
          "Min 650 beacon",
          "No open BKs; discharged 7+ yrs",
          "Transactions from $10K to $250K",
          "PG required from all owners",
          "72 month max term",
          "Comp credit: 75% of request",
          "Documentation fee $295");
      sheet.text(PLAIN, 8, 60, 770, "Page 1 of 2");
      sheet.newPage();
      sheet.text(PLAIN, 8, 60, 30, "Corsair Capital Partners - For broker use only");
      sheet.text(BOLD, 12, 60, 70, "Story Credit Program");
      sheet.bullets(
          10,
          60,
          88,
          480,
          "2+ yrs TIB",
          "600 FICO min",
          "Max exposure $75,000",
          "Min 20% down",
          "48 mos max",
          "No liens or judgments in the past 24 months");
      sheet.text(PLAIN, 8, 60, 770, "Page 2 of 2");
      return new Guideline(
          "Corsair",
          sheet.bytes(),
          Set.of(
              "Core Program: time_in_business gte 5 years",
              "Core Program: fico_score gte 650",
              "Core Program: bankruptcy is_false true when open",
              "Core Program: bankruptcy is_false true when past 7 years",
              "Core Program: loan_amount between [10000, 250000] USD",
              "Core Program: personal_guarantee is_true true",
              "Core Program: loan_term lte 72 months",
              "Core Program: comparable_credit gte 75 percent",
              "Story Credit Program: time_in_business gte 2 years",
              "Story Credit Program: fico_score gte 600",
              "Story Credit Program: loan_amount lte 75000 USD",
              "Story Credit Program: down_payment gte 20 percent",
              "Story Credit Program: loan_term lte 48 months",
              "Story Credit Program: tax_lien is_false true when past 24 months",
              "Story Credit Program: judgement is_false true when past 24 months"));
    }
  }

  /** Tiers named after metals, in columns without ruled lines. */
  private static Guideline metals() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.centred(SERIF_BOLD, 18, 306, 60, Color.BLACK, "Quarry Lane Capital");
      sheet.centred(
          SERIF, 11, 306, 78, Color.BLACK, "Dealer Program Matrix - Effective January 6, 2025");
      String[][] rows = {
        {"", "Platinum", "Gold", "Silver"},
        {"FICO", "720+", "680+", "640+"},
        {"Years in Business", "5+", "3+", "2+"},
        {"PayNet Master Score", "690+", "665+", "Not required"},
        {"Maximum Amount", "$500K", "$250K", "$75K"},
        {"Maximum Term", "84 mo.", "72 mo.", "60 mo."},
        {"Down Payment", "None", "5%", "10%"},
        {"Base Rate", "6.49%", "7.99%", "10.99%"}
      };
      float[] xs = {60, 230, 350, 470};
      float y = 120;
      for (int r = 0; r < rows.length; r++) {
        for (int c = 0; c < 4; c++) {
          sheet.text(r == 0 || c == 0 ? SERIF_BOLD : SERIF, 11, xs[c], y, rows[r][c]);
        }
        y += 20;
      }
      sheet.text(SERIF, 9, 60, 320, "Minimum transaction size is $7,500 on all tiers.");
      sheet.text(SERIF, 9, 60, 336, "Equipment must be 12 years old or newer.");
      return new Guideline(
          "Quarry Lane",
          sheet.bytes(),
          Set.of(
              "effective from 2025-01-06",
              "Platinum: fico_score gte 720",
              "Gold: fico_score gte 680",
              "Silver: fico_score gte 640",
              "Platinum: time_in_business gte 5 years",
              "Gold: time_in_business gte 3 years",
              "Silver: time_in_business gte 2 years",
              "Platinum: paynet_score gte 690",
              "Gold: paynet_score gte 665",
              "Platinum: loan_amount lte 500000 USD",
              "Gold: loan_amount lte 250000 USD",
              "Silver: loan_amount lte 75000 USD",
              "Platinum: loan_term lte 84 months",
              "Gold: loan_term lte 72 months",
              "Silver: loan_term lte 60 months",
              "Gold: down_payment gte 5 percent",
              "Silver: down_payment gte 10 percent",
              "Platinum: rate 649 bps, amounts  to , months  to ",
              "Gold: rate 799 bps, amounts  to , months  to ",
              "Silver: rate 1099 bps, amounts  to , months  to ",
              "all: loan_amount gte 7500 USD",
              "all: equipment_age lte 12 years"));
    }
  }

  /** Rates by amount and term, ruled. */
  private static Guideline rateSheet() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(BOLD, 18, 60, 60, "Tamarack Equipment Finance");
      sheet.text(BOLD, 12, 60, 90, "A Rates");
      float[] widths = {170, 90, 90, 90};
      float end =
          sheet.table(
              PLAIN,
              BOLD,
              10,
              60,
              100,
              widths,
              new String[] {"Amount Financed", "24-36 months", "37-48 months", "49-60 months"},
              new String[] {"$10,000 - $24,999", "8.25%", "8.50%", "8.75%"},
              new String[] {"$25,000 - $99,999", "7.50%", "7.75%", "8.00%"},
              new String[] {"$100,000 - $250,000", "6.95%", "7.15%", "7.35%"});
      sheet.bullets(10, 60, end + 22, 460, "FICO of at least 690", "At least 4 years in business");
      sheet.text(BOLD, 12, 60, end + 80, "B Rates");
      float second =
          sheet.table(
              PLAIN,
              BOLD,
              10,
              60,
              end + 90,
              widths,
              new String[] {"Amount Financed", "24-36 months", "37-48 months", "49-60 months"},
              new String[] {"$10,000 - $74,999", "11.00%", "11.50%", "12.00%"});
      sheet.bullets(
          10, 60, second + 22, 460, "FICO of at least 640", "At least 2 years in business");
      return new Guideline(
          "Tamarack",
          sheet.bytes(),
          Set.of(
              "A Rates: rate 825 bps, amounts 10000 to 24999, months 24 to 36",
              "A Rates: rate 850 bps, amounts 10000 to 24999, months 37 to 48",
              "A Rates: rate 875 bps, amounts 10000 to 24999, months 49 to 60",
              "A Rates: rate 750 bps, amounts 25000 to 99999, months 24 to 36",
              "A Rates: rate 775 bps, amounts 25000 to 99999, months 37 to 48",
              "A Rates: rate 800 bps, amounts 25000 to 99999, months 49 to 60",
              "A Rates: rate 695 bps, amounts 100000 to 250000, months 24 to 36",
              "A Rates: rate 715 bps, amounts 100000 to 250000, months 37 to 48",
              "A Rates: rate 735 bps, amounts 100000 to 250000, months 49 to 60",
              "A Rates: loan_amount between [10000, 250000] USD",
              "A Rates: loan_term between [24, 60] months",
              "A Rates: fico_score gte 690",
              "A Rates: time_in_business gte 4 years",
              "B Rates: rate 1100 bps, amounts 10000 to 74999, months 24 to 36",
              "B Rates: rate 1150 bps, amounts 10000 to 74999, months 37 to 48",
              "B Rates: rate 1200 bps, amounts 10000 to 74999, months 49 to 60",
              "B Rates: loan_amount between [10000, 74999] USD",
              "B Rates: loan_term between [24, 60] months",
              "B Rates: fico_score gte 640",
              "B Rates: time_in_business gte 2 years"));
    }
  }

  /** Two columns with sections, and a footnote. */
  private static Guideline twoColumns() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.centred(BOLD, 18, 306, 56, Color.BLACK, "Saltmarsh Credit Company");
      sheet.text(BOLD, 11, 50, 100, "WHO WE LEND TO");
      sheet.bullets(
          9,
          50,
          116,
          230,
          "Businesses with 36+ months in operation",
          "Guarantors with credit scores of 670 and up",
          "Gross annual revenue over $400,000",
          "US citizens or permanent residents only",
          "Homeowners preferred");
      sheet.text(BOLD, 11, 320, 100, "WHAT WE FINANCE");
      sheet.bullets(
          9,
          320,
          116,
          230,
          "New and used equipment up to 8 years old",
          "Ticket size $20,000 to $400,000",
          "Terms up to 66 months",
          "Soft costs limited to 15%",
          "Private party sales not allowed");
      sheet.text(BOLD, 11, 50, 240, "CREDIT HISTORY");
      sheet.bullets(
          9,
          50,
          256,
          230,
          "No bankruptcy within 5 years",
          "No repossessions",
          "Zero open tax liens");
      sheet.text(BOLD, 11, 320, 240, "WHERE WE DO NOT LEND");
      sheet.bullets(9, 320, 256, 230, "California", "North Dakota", "Rhode Island");
      sheet.text(
          PLAIN, 7, 50, 740, "* Subject to change without notice. Not a commitment to lend.");
      return new Guideline(
          "Saltmarsh",
          sheet.bytes(),
          Set.of(
              "Standard: time_in_business gte 36 months",
              "Standard: fico_score gte 670",
              "Standard: annual_revenue gt 400000 USD",
              "Standard: citizenship in [permanent resident, us]",
              "Standard: homeownership is_true true preferred",
              "Standard: equipment_age lte 8 years",
              "Standard: loan_amount between [20000, 400000] USD",
              "Standard: loan_term lte 66 months",
              "Standard: soft_costs lte 15 percent",
              "Standard: private_party_sale is_false true",
              "Standard: bankruptcy is_false true when past 5 years",
              "Standard: repossession is_false true",
              "Standard: tax_lien is_false true when open",
              "Standard: state not_in [ca, nd, ri]"));
    }
  }

  /** Lists of what is not taken, in three columns and in sentences. */
  private static Guideline lists() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(BOLD, 18, 50, 56, "Ironwood Leasing Group");
      sheet.text(BOLD, 12, 50, 90, "Underwriting Criteria");
      sheet.bullets(
          10,
          50,
          108,
          500,
          "Personal credit score: 660+",
          "Business must be open at least two years",
          "Approval amounts: $5,000 - $150,000",
          "Maximum term of sixty months",
          "Minimum fleet size of 3 trucks",
          "CDL required");
      sheet.text(BOLD, 12, 50, 215, "Prohibited Industries");
      sheet.bullets(10, 50, 233, 150, "Bars and Nightclubs", "Cannabis", "Day Labor");
      sheet.bullets(10, 220, 233, 150, "Gun Shops", "Law Firms", "Massage Parlors");
      sheet.bullets(10, 390, 233, 150, "Pawn Shops", "Politicians", "Tattoo Studios");
      sheet.text(BOLD, 12, 50, 300, "Prohibited Equipment");
      sheet.bullets(10, 50, 318, 150, "Aircraft", "Boats");
      sheet.bullets(10, 220, 318, 150, "Livestock", "Software");
      sheet.bullets(10, 390, 318, 150, "Trailers over 15 years old", "Vending Machines");
      sheet.text(BOLD, 12, 50, 375, "Geography");
      sheet.wrapped(
          PLAIN,
          10,
          50,
          393,
          500,
          "We lend in all states except Alaska, Hawaii, and North Dakota.");
      return new Guideline(
          "Ironwood",
          sheet.bytes(),
          Set.of(
              "Standard: fico_score gte 660",
              "Standard: time_in_business gte 2 years",
              "Standard: loan_amount between [5000, 150000] USD",
              "Standard: loan_term lte 60 months",
              "Standard: fleet_size gte 3",
              "Standard: cdl is_true true",
              "Standard: equipment_age lte 15 years when equipment_type is trailer",
              "Standard: industry not_in [bars and nightclubs, cannabis, day labor, gun shops, law firms, massage parlors, pawn shops, politicians, tattoo studios]",
              "Standard: equipment_type not_in [aircraft, boats, livestock, software, vending machines]",
              "Standard: state not_in [ak, hi, nd]"));
    }
  }

  /** Sentences. */
  private static Guideline prose() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(SERIF_BOLD, 18, 72, 64, "Fenwick & Daughters Finance");
      float at = 96;
      for (String paragraph :
          List.of(
              "Our minimum credit score is 680 for every guarantor. A PayNet score of 650 or higher is required.",
              "Borrowers must have been in business for no less than three years. Annual sales must exceed $750,000.",
              "We fund transactions between $30,000 and $600,000. Terms may run up to 84 months.",
              "A minimum down payment of 10% is required. Soft costs may not exceed 25% of the invoice.",
              "The most recent 6 months of bank statements are required for requests above $100,000.",
              "Equipment older than 10 years is not eligible. Vehicles with more than 400,000 miles are not eligible.",
              "No foreclosures, repossessions or bankruptcies in the last 10 years.",
              "Start-up businesses are not eligible. Sale-leasebacks are allowed.",
              "We are proud to support local communities and value long relationships.")) {
        at = sheet.wrapped(SERIF, 11, 72, at, 460, paragraph) + 8;
      }
      return new Guideline(
          "Fenwick",
          sheet.bytes(),
          Set.of(
              "Standard: fico_score gte 680",
              "Standard: paynet_score gte 650",
              "Standard: time_in_business gte 3 years",
              "Standard: annual_revenue gt 750000 USD",
              "Standard: loan_amount between [30000, 600000] USD",
              "Standard: loan_term lte 84 months",
              "Standard: down_payment gte 10 percent",
              "Standard: soft_costs lte 25 percent",
              "Standard: bank_statements gte 6 months when loan_amount over 100000",
              "Standard: equipment_age lte 10 years",
              "Standard: equipment_mileage lte 400000 miles",
              "Standard: foreclosure is_false true when past 10 years",
              "Standard: repossession is_false true when past 10 years",
              "Standard: bankruptcy is_false true when past 10 years",
              "Standard: start_up is_false true"));
    }
  }

  /** A questionnaire with questions put otherwise. */
  private static Guideline answers() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(BOLD, 16, 50, 50, "Funding Source Profile");
      sheet.table(
          PLAIN,
          PLAIN,
          9,
          50,
          66,
          new float[] {270, 240},
          new String[] {"Funding Source", "Pinyon Ridge Funding"},
          new String[] {"Lowest FICO accepted", "625"},
          new String[] {"Lowest PayNet accepted", "635"},
          new String[] {"Shortest time in business", "1 year"},
          new String[] {"Smallest deal", "$3,500"},
          new String[] {"Largest deal", "$1.5MM"},
          new String[] {"Longest term", "84 months"},
          new String[] {"Oldest equipment accepted", "15 years"},
          new String[] {"Are start-ups accepted?", "No"},
          new String[] {"Are private party sales accepted?", "No"},
          new String[] {"Do you require a personal guarantee?", "Yes"},
          new String[] {"How many months of bank statements?", "4"},
          new String[] {"Minimum annual revenue", "$120K"},
          new String[] {"Bankruptcies", "Must be discharged 3 years"},
          new String[] {"Tax liens", "Not accepted"},
          new String[] {"Excluded industries", "Gambling, Adult, Cannabis"},
          new String[] {"States you avoid", "NV, VT"},
          new String[] {"Typical funding time", "24 hours"});
      return new Guideline(
          "Pinyon Ridge",
          sheet.bytes(),
          Set.of(
              "Standard: fico_score gte 625",
              "Standard: paynet_score gte 635",
              "Standard: time_in_business gte 1 years",
              "Standard: loan_amount between [3500, 1500000] USD",
              "Standard: loan_term lte 84 months",
              "Standard: equipment_age lte 15 years",
              "Standard: start_up is_false true",
              "Standard: private_party_sale is_false true",
              "Standard: personal_guarantee is_true true",
              "Standard: bank_statements gte 4 months",
              "Standard: annual_revenue gte 120000 USD",
              "Standard: bankruptcy is_false true when past 3 years",
              "Standard: tax_lien is_false true",
              "Standard: industry not_in [adult, cannabis, gambling]",
              "Standard: state not_in [nv, vt]"));
    }
  }
}
