package routes.documents;

import static routes.documents.Sheet.BOLD;
import static routes.documents.Sheet.PLAIN;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints a filled-in loan application form; {@code main} writes it to {@code samples}. */
final class SampleForm {

  private static final float LEFT = 50;
  private static final float RIGHT = 320;

  private SampleForm() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of("samples", "applications", "birchwood-machining.pdf");
    Files.createDirectories(file.getParent());
    Files.write(file, birchwood());
  }

  static byte[] birchwood() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(BOLD, 18, LEFT, 60, "Equipment Finance Application");
      section(sheet, 90, "Business Information");
      row(sheet, 118, "Reference ID", "APP-1004", "Email", "owner@birchwood.example");
      row(sheet, 136, "Legal Business Name", "Birchwood Machining LLC", "State", "Ohio");
      row(sheet, 154, "Industry", "Manufacturing", "Time in Business", "6 years 3 months");
      row(sheet, 172, "Annual Revenue", "$1,450,000", "Industry Experience", "14 years");
      row(sheet, 190, "Start-Up", "No", "Fleet Size", "");
      section(sheet, 220, "Guarantor");
      row(sheet, 248, "FICO Score", "725", "US Citizen", "Yes");
      row(sheet, 266, "Homeowner", "Yes", "Ownership %", "100");
      section(sheet, 296, "Credit");
      row(sheet, 324, "PayNet Score", "671", "Comparable Credit %", "65");
      row(sheet, 342, "Bankruptcy", "No", "Foreclosure", "No");
      row(sheet, 360, "Repossession", "No", "Judgments", "No");
      row(sheet, 378, "Tax Liens", "No", "Collections (past 3 years)", "0");
      section(sheet, 408, "Loan Request");
      row(sheet, 436, "Amount Requested", "$120,000", "Term (months)", "60");
      row(sheet, 454, "Down Payment %", "10", "Soft Costs %", "8");
      section(sheet, 484, "Equipment");
      row(sheet, 512, "Equipment Type", "CNC Mill", "Category", "Machine Tools");
      row(sheet, 530, "Age (years)", "1", "Condition", "Used");
      row(sheet, 548, "Private Party Sale", "No", "Sale-Leaseback", "No");
      sheet.text(PLAIN, 8, LEFT, 740, "I certify that the above is true and complete.");
      return sheet.bytes();
    }
  }

  private static void section(Sheet sheet, float y, String title) throws IOException {
    sheet.fill(LEFT, y - 12, 512, 17, new Color(222, 228, 238));
    sheet.text(BOLD, 11, LEFT + 5, y, title);
  }

  private static void row(
      Sheet sheet, float y, String left, String value, String right, String other)
      throws IOException {
    field(sheet, LEFT, y, left, value);
    field(sheet, RIGHT, y, right, other);
  }

  private static void field(Sheet sheet, float x, float y, String label, String value)
      throws IOException {
    sheet.text(PLAIN, 9, x, y, label + ":");
    if (!value.isEmpty()) {
      sheet.text(BOLD, 9, x + 120, y, value);
    }
    sheet.line(x + 118, y + 3, x + 240, y + 3);
  }
}
