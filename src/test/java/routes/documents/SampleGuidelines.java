package routes.documents;

import static routes.documents.Sheet.BOLD;
import static routes.documents.Sheet.ITALIC;
import static routes.documents.Sheet.PLAIN;
import static routes.documents.Sheet.SERIF;
import static routes.documents.Sheet.SERIF_BOLD;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints the guidelines of four invented lenders. {@code main} writes them to {@code
 * samples/guidelines}.
 */
final class SampleGuidelines {

  private static final Color NAVY = new Color(24, 52, 92);
  private static final Color GREY = new Color(226, 228, 232);

  private SampleGuidelines() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of("samples", "guidelines");
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> sample : all().entrySet()) {
      Files.write(folder.resolve(sample.getKey()), sample.getValue());
    }
  }

  /** File name to content. */
  static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("ridgeway-equipment-capital.pdf", ridgeway());
    all.put("harbor-point-leasing.pdf", harborPoint());
    all.put("juniper-vendor-finance.pdf", juniper());
    all.put("old-mill-bank.pdf", Scans.of(oldMill(), 200, 0.4, 2));
    return all;
  }

  /** Two columns: rate tables on the left, bullets on the right, a list of exclusions below. */
  private static byte[] ridgeway() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet
          .text(BOLD, 22, 50, 62, NAVY, "Ridgeway Equipment Capital")
          .text(PLAIN, 11, 50, 80, "Broker Rate Card - Equipment Finance")
          .fill(50, 98, 512, 20, NAVY)
          .centred(BOLD, 11, 306, 112, Color.WHITE, "CORE PRICING GUIDELINES");
      float[] widths = {125, 105};
      sheet.table(
          PLAIN,
          BOLD,
          9,
          50,
          135,
          widths,
          new String[] {"A Credit", "24-60 months"},
          new String[] {"$15,000 - $49,999", "8.25%"},
          new String[] {"$50,000 - $350,000", "7.50%"});
      sheet.text(BOLD, 10, 320, 144, NAVY, "A Credit Guidelines - Application-only up to $150,000");
      sheet.bullets(
          9,
          320,
          160,
          240,
          "Minimum 5 years in business",
          "700+ FICO, 660+ PayNet",
          "At least 50% revolving availability");
      sheet.table(
          PLAIN,
          BOLD,
          9,
          50,
          225,
          widths,
          new String[] {"B Credit", "24-48 months"},
          new String[] {"$15,000 - $49,999", "9.75%"},
          new String[] {"$50,000 - $150,000", "9.25%"});
      sheet.text(BOLD, 10, 320, 234, NAVY, "B Credit Guidelines - Application-only up to $75,000");
      sheet.bullets(
          9,
          320,
          250,
          240,
          "3 years time in business",
          "FICO of 660 or better",
          "PayNet score no less than 640",
          "10% down payment required");
      sheet.line(50, 318, 562, 318);
      sheet.text(BOLD, 12, 50, 340, NAVY, "Standard Guidelines");
      sheet.bullets(
          9,
          50,
          358,
          240,
          "Soft costs not to exceed 20%",
          "Comparable borrowing required for requests over $100,000 (60% of amount requested)",
          "Signed application dated within 60 days",
          "Doc fee of $395 on every deal",
          "No tax liens");
      sheet.text(BOLD, 12, 320, 340, NAVY, "Start-Up Program");
      sheet.bullets(
          9,
          320,
          358,
          240,
          "Maximum loan amount $40,000",
          "Minimum FICO 720",
          "20% down payment",
          "5+ years industry experience",
          "Must be a homeowner");
      sheet.line(50, 455, 562, 455);
      sheet.centred(BOLD, 12, 306, 475, NAVY, "Restricted Industries and Equipment");
      sheet.bullets(
          9,
          60,
          495,
          150,
          "Adult Entertainment",
          "Aircraft",
          "Cannabis/CBD",
          "Check Cashing",
          "Equipment over 12 years old");
      sheet.bullets(
          9,
          230,
          495,
          150,
          "Gaming",
          "Leasehold Improvements",
          "Private Party Sales",
          "Restaurants (Start-Up)");
      sheet.bullets(9, 400, 495, 150, "Sale-Leasebacks", "Tattoo Parlors", "Watercraft");
      sheet.text(PLAIN, 9, 60, 590, "Ridgeway does not lend in: AK, HI, NV");
      sheet.text(ITALIC, 8, 50, 750, "Effective as of March 3, 2025");
      return sheet.bytes();
    }
  }

  /** Tiers side by side in one table, footnotes, a list in a sentence. */
  private static byte[] harborPoint() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet
          .centred(SERIF_BOLD, 20, 306, 60, Color.BLACK, "HARBOR POINT LEASING")
          .centred(SERIF, 12, 306, 80, Color.BLACK, "Credit Matrix for Third-Party Originators")
          .centred(SERIF, 10, 306, 96, Color.BLACK, "Effective 07/01/2025");
      float end =
          sheet.table(
              SERIF,
              SERIF_BOLD,
              10,
              60,
              120,
              new float[] {162, 110, 110, 110},
              new String[] {"Requirement", "Tier 1", "Tier 2", "Tier 3"},
              new String[] {"Minimum FICO", "720", "690", "650"},
              new String[] {"Minimum PayNet", "680", "660", "N/A"},
              new String[] {"Time in Business", "5 years", "3 years", "2 years"},
              new String[] {"Annual Revenue", "$1MM+", "$500K+", "$250K+"},
              new String[] {"Max Loan Amount", "$500,000", "$250,000", "$100,000"},
              new String[] {"Max Term", "72 months", "60 months", "48 months"},
              new String[] {"Max Equipment Age", "10 years", "8 years", "5 years"},
              new String[] {"Minimum Down Payment", "0%", "10%", "15%"},
              new String[] {
                "Bank Statements", "Not required", "3 months required", "6 months required"
              },
              new String[] {"Buy Rate", "6.95%", "8.45%", "11.90%"});
      sheet.text(SERIF_BOLD, 13, 60, end + 34, "General Requirements");
      float at = end + 54;
      at = sheet.wrapped(SERIF, 10, 60, at, 490, "Minimum loan amount is $20,000.") + 3;
      at = sheet.wrapped(SERIF, 10, 60, at, 490, "US citizens or permanent residents only.") + 3;
      at =
          sheet.wrapped(
                  SERIF,
                  10,
                  60,
                  at,
                  490,
                  "No bankruptcies, foreclosures or repossessions in the past 7 years.")
              + 3;
      at = sheet.wrapped(SERIF, 10, 60, at, 490, "Homeowner preferred.") + 3;
      at = sheet.wrapped(SERIF, 10, 60, at, 490, "Personal guarantee required of all owners.") + 3;
      at =
          sheet.wrapped(
                  SERIF,
                  10,
                  60,
                  at,
                  490,
                  "Exceptions to credit policy are considered case by case with compensating factors such as 800 FICO.")
              + 3;
      sheet.text(SERIF_BOLD, 13, 60, at + 20, "What we do not finance");
      at =
          sheet.wrapped(
                  SERIF,
                  10,
                  60,
                  at + 40,
                  490,
                  "Prohibited industries: cannabis, firearms, adult entertainment, pawn shops, and money services businesses.")
              + 3;
      sheet.wrapped(
          SERIF, 10, 60, at, 490, "Available in all states except California and Vermont.");
      sheet.wrapped(
          SERIF,
          8,
          60,
          740,
          490,
          "* Rates are subject to change without notice. Call your representative for deals above $500,000.");
      return sheet.bytes();
    }
  }

  /** A lender's answers to a broker's questions. */
  private static byte[] juniper() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.fill(40, 40, 532, 30, GREY);
      sheet.text(BOLD, 14, 50, 60, "Lender Questionnaire");
      sheet.table(
          PLAIN,
          PLAIN,
          9,
          40,
          82,
          new float[] {250, 282},
          new String[] {"Company Name", "Juniper Vendor Finance"},
          new String[] {"Contact", "Broker Desk, (555) 010-4477"},
          new String[] {"What is your minimum FICO score?", "675 (700+ for start-ups)"},
          new String[] {"Minimum time in business (months)?", "24"},
          new String[] {"Do you finance start-ups?", "Yes"},
          new String[] {"What is your minimum loan amount?", "$5,000"},
          new String[] {"What is your maximum loan amount?", "$75,000"},
          new String[] {"What is the maximum term in months?", "60"},
          new String[] {"Maximum age of equipment (years)?", "No age restrictions"},
          new String[] {"What is the maximum mileage on a vehicle?", "250,000"},
          new String[] {"Minimum down payment %?", "5% down"},
          new String[] {
            "Do you finance bankruptcies? If so, how long after discharge?",
            "Yes, 5 years after discharge"
          },
          new String[] {"Do you extend credit with judgments?", "No"},
          new String[] {"Do you accept tax liens?", "No"},
          new String[] {"Do you finance private party sales?", "Yes"},
          new String[] {"Do you do sale-leasebacks?", "No"},
          new String[] {"Which industries do you not finance?", "Trucking, Cannabis, Restaurants"},
          new String[] {"Which states do you not lend in?", "California, Nevada"},
          new String[] {"How fast is a decision?", "4 business hours"},
          new String[] {
            "Anything else?",
            "No collections in the past 2 years. Prefer 3 trade lines. US citizens only."
          });
      return sheet.bytes();
    }
  }

  /** Plain typed pages, to be scanned. */
  private static byte[] oldMill() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.centred(BOLD, 20, 306, 70, Color.BLACK, "Old Mill Bank");
      sheet.centred(PLAIN, 12, 306, 90, Color.BLACK, "Equipment Loan Program Guidelines");
      sheet.text(BOLD, 13, 70, 130, "Standard Guidelines");
      float at =
          sheet.bullets(
              11,
              70,
              152,
              460,
              "FICO score: 680 minimum",
              "Time in business: at least 3 years",
              "Loan amounts from $10,000 to $150,000",
              "Terms up to 60 months",
              "Max soft costs 15%",
              "Equipment no older than 10 years",
              "Annual sales of $500,000 or more",
              "Applications must be complete, signed and legible");
      sheet.text(BOLD, 13, 70, at + 18, "Credit History");
      at =
          sheet.bullets(
              11,
              70,
              at + 40,
              460,
              "No bankruptcies in the past 5 years",
              "No tax liens, judgments or repossessions",
              "Collections under review are discussed with the branch manager");
      sheet.text(BOLD, 13, 70, at + 18, "Excluded States");
      at = sheet.bullets(11, 70, at + 40, 460, "Florida", "Louisiana", "New York");
      sheet.text(BOLD, 13, 70, at + 18, "Excluded Industries");
      sheet.bullets(
          11,
          70,
          at + 40,
          460,
          "Gas Stations",
          "Hotels and Motels",
          "Long Haul Trucking",
          "Non-profit Organizations");
      return sheet.bytes();
    }
  }
}
