package routes.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rule in the words of different lenders, and sentences that only look like one. */
class SentencesTest {

  private static List<String> read(String sentence) {
    return Statements.read(sentence).facts().stream().map(SentencesTest::shown).toList();
  }

  private static String shown(Fact fact) {
    String when = fact.when() == null ? "" : " when " + fact.when();
    String values = fact.value().isArray() ? " " + fact.value().toString() : "";
    return fact.type() + " " + fact.operator().name().toLowerCase(Locale.ROOT) + values + when;
  }

  /** Refusals, demands, states, lists of what is not financed, rules under a condition. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No open tax liens | tax_lien is_false when open",
        "Open tax liens = decline. | tax_lien is_false when open",
        "Tax liens: not if open | tax_lien is_false when open",
        "Tax liens: no open tax liens | tax_lien is_false when open",
        "All tax liens must be satisfied | tax_lien is_false when open",
        "Open tax liens have to be paid and released before you submit. | tax_lien is_false when open",
        "No judgments that are still open | judgement is_false when open",
        "We do not lend into an open bankruptcy. | bankruptcy is_false when open",
        "We will not consider an applicant or guarantor with a bankruptcy in the last seven years, regardless of chapter. | bankruptcy is_false when past 7 years",
        "No bankruptcy of the borrower or of a guarantor in the past 10 years | bankruptcy is_false when past 10 years",
        "Bankruptcies must have been discharged at least 2 years ago. | bankruptcy is_false when past 2 years",
        "Borrowers with a bankruptcy discharged less than 5 years ago are ineligible. | bankruptcy is_false when past 5 years",
        "There can be no repossessions within the past 5 years. | repossession is_false when past 5 years",
        "We do not have a program for start-ups at this time. | start_up is_false",
        "Sale-leasebacks are not something the bank does. | sale_leaseback is_false"
      })
  @CsvSource(
      delimiter = '|',
      value = {
        "Personal guarantees are always required. | personal_guarantee is_true",
        "Anyone who owns 20% or more of the borrower signs a personal guaranty | personal_guarantee is_true",
        "We take a PG on everything we fund. | personal_guarantee is_true",
        "PG required from the owners on every deal | personal_guarantee is_true",
        "The guarantor must own his or her home (we check county records) | homeownership is_true",
        "Homeowners only | homeownership is_true",
        "Year-end financial statements are required | financial_statements is_true"
      })
  @CsvSource(
      delimiter = '|',
      value = {
        "The guarantors together must own at least 75% of the business. | ownership gte",
        "Two years of financial statements are required. | financial_statements gte",
        "New equipment only | equipment_condition in [\"new\"]",
        "At least 3 years of credit history | trade_lines gte",
        "Guarantors must be U.S. citizens. Green card holders are also accepted. | citizenship in [\"US\",\"permanent resident\"]"
      })
  @CsvSource(
      delimiter = '|',
      value = {
        "Not in: AK, HI, VT | state not_in [\"AK\",\"HI\",\"VT\"]",
        "We do not finance customers in Alaska or Nevada. | state not_in [\"AK\",\"NV\"]",
        "No units domiciled in AK or NJ | state not_in [\"AK\",\"NJ\"]",
        "Nothing in California or Vermont, please. | state not_in [\"CA\",\"VT\"]",
        "All of the lower 48 except CA & NJ | state not_in [\"CA\",\"NJ\",\"AK\",\"HI\"]",
        "The borrower has to be located in our footprint: Iowa, Illinois or Ohio. | state in [\"IA\",\"IL\",\"OH\"]",
        "The Program is offered to borrowers located in Ohio and Virginia. | state in [\"OH\",\"VA\"]",
        "We do not lend outside of Iowa and Ohio. | state in [\"IA\",\"OH\"]"
      })
  @CsvSource(
      delimiter = '|',
      value = {
        "Don't send: restaurants, churches | industry_or_equipment not_in [\"restaurants\",\"churches\"]",
        "Equipment we stay away from: computers, furniture | equipment_type not_in [\"computers\",\"furniture\"]",
        "The Bank does not finance companies in the following industries: airlines, casinos | industry not_in [\"airlines\",\"casinos\"]",
        "We do not finance machines used in: demolition, mining | industry not_in [\"demolition\",\"mining\"]",
        "Industries outside our policy: bars, casinos, and law firms | industry not_in [\"bars\",\"casinos\",\"law firms\"]"
      })
  @CsvSource(
      delimiter = '|',
      value = {
        "15% down if FICO is under 640 | down_payment gte when fico_score under 640",
        "If the FICO is under 600, the maximum term is 36 months. | loan_term lte when fico_score under 600",
        "20% down for FICO under 640 | down_payment gte when fico_score under 640",
        "If the business has been open under 2 years, we need a FICO of at least 600. | fico_score gte when time_in_business under 2 years",
        "On used equipment, terms up to 60 months | loan_term lte when equipment_condition is used",
        "Used equipment: maximum term 48 months. | loan_term lte when equipment_condition is used",
        "Used equipment may be up to 6 years old | equipment_age lte",
        "A truck cannot have more than 650,000 miles. | equipment_mileage lte when equipment_type is truck",
        "Log trucks may be up to 10 years old. | equipment_age lte when equipment_type is log truck",
        "Trucking companies need at least 3 years in business. | time_in_business gte when industry is trucking",
        "Private party sales are welcome, with at least 25% down. | down_payment gte when private_party_sale is true",
        "Over $350,000 add current financial statements as well. | financial_statements is_true when loan_amount over 350000",
        "3 months of bank statements over $100,000 | bank_statements gte when loan_amount over 100000",
        "Used equipment requires a down payment of 15%. | down_payment gte when equipment_condition is used",
        "If the shop has no PayNet score, the FICO minimum is 710. | fico_score gte when no PayNet score"
      })
  @CsvSource(
      delimiter = '|',
      value = {
        "Together the guarantors must own 80% or more of the company. | ownership gte",
        "Licensed doctors must own at least 51% of the practice. | ownership gte",
        "Practices open less than 2 years, or not yet open | time_in_business lt",
        "At least 4 years in the laundry industry | industry_experience gte",
        "Five years of industry experience as driver or dispatcher | industry_experience gte",
        "Soft costs up to 30%: plumbing, venting, signage, freight | soft_costs lte",
        "Equipment may be no more than 10 years old when purchased. | equipment_age lte",
        "We cannot fund over an open tax lien. | tax_lien is_false when open"
      })
  void oneFact(String sentence, String fact) {
    assertThat(read(sentence)).containsExactly(fact);
  }

  /** Two facts in a sentence, and sentences that leave something to the one before them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No bankruptcies or open tax liens | bankruptcy is_false | tax_lien is_false when open",
        "No judgments that are still open, no open tax liens | judgement is_false when open | tax_lien is_false when open",
        "There may be no open tax liens and no collections. | tax_lien is_false when open | collections eq",
        "No tax liens and no judgments may be open. | tax_lien is_false when open | judgement is_false when open",
        "Sale-leaseback transactions and private party sales are not eligible. | sale_leaseback is_false | private_party_sale is_false",
        "No open BK, discharged or dismissed BK must be more than 2 yrs ago. | bankruptcy is_false when open | bankruptcy is_false when past 2 years",
        "Anyone who has filed bankruptcy within the past ten years, or who has been through a foreclosure within the past five years, is not a fit for us. | bankruptcy is_false when past 10 years | foreclosure is_false when past 5 years"
      })
  @CsvSource(
      delimiter = '|',
      value = {
        "A down payment of 10% is required. If the owner does not own a home it is 20%. | down_payment gte | down_payment gte when homeownership is false",
        "FICO of 660 or higher; 700 or higher when time in business is under 2 years | fico_score gte | fico_score gte when time_in_business under 2 years",
        "New and used equipment is eligible. It may be no more than 8 years old at funding and no more than 15 years old at the end of the term. | equipment_age lte | equipment_age_at_term_end lte"
      })
  void twoFacts(String sentence, String one, String other) {
    assertThat(read(sentence)).containsExactly(one, other);
  }

  /** A list parted by semicolons is one list: its first entry alone would allow the others. */
  @Test
  void aListWithSemicolonsIsWhole() {
    assertThat(
            read(
                "The Division does not lend to the following: adult entertainment; cannabis; check cashing."))
        .containsExactly(
            "industry_or_equipment not_in [\"adult entertainment\",\"cannabis\",\"check cashing\"]");
    assertThat(
            read(
                "No guarantor may show (a) a bankruptcy within the past 7 years; (b) an open tax lien; or (c) an open judgment."))
        .containsExactly(
            "bankruptcy is_false when past 7 years",
            "tax_lien is_false when open",
            "judgement is_false when open");
  }

  /** A condition, a second negation or an unknown word makes it no rule. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "An open tax lien is acceptable if it is on a payment plan",
        "Bankruptcy is not an automatic decline.",
        "No bankruptcies unless discharged",
        "Medical collections are ignored.",
        "Judgments are looked at one by one.",
        "No personal guarantee may be released",
        "No PG",
        "Personal guarantee: waived",
        "In Core and Select, no private party sales",
        "10% down if FICO is under 640 and time in business is under 2 years",
        "Personal guarantee or additional collateral required",
        "Financial statements may be required",
        "Don't send: bank statements, tax returns",
        "We do not require: appraisals, inspections",
        "California loans are made under a California license",
        "We are licensed in California",
        "Our offices are in Iowa and Texas"
      })
  void noRule(String sentence) {
    assertThat(read(sentence)).isEmpty();
  }

  private static List<String> answered(String question, String answer) {
    return Statements.keyed(question, answer).facts().stream().map(SentencesTest::shown).toList();
  }

  /** Answers that lean on their questions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sale-leasebacks? | No, we don't do them. | sale_leaseback is_false",
        "How much can my customer borrow? | $10,000 to $150,000. | loan_amount between [10000,150000]",
        "How many miles can a truck have? | No more than 650,000. | equipment_mileage lte when equipment_type is truck",
        "Which industries do you decline? | Airlines, casinos, and law firms. | industry not_in [\"Airlines\",\"casinos\",\"law firms\"]",
        "Machine condition | new only | equipment_condition in [\"new\"]",
        "We do not finance | hearses, party buses, trolleys | industry_or_equipment not_in [\"hearses\",\"party buses\",\"trolleys\"]",
        "Cutaway shuttle | 250,000 miles or less | equipment_mileage lte when equipment_type is cutaway shuttle",
        "Tax liens, judgments | No open judgments. | judgement is_false when open"
      })
  void oneFactOfAnAnswer(String question, String answer, String fact) {
    assertThat(answered(question, answer)).containsExactly(fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How big and how small? | $30,000 to $650,000 per transaction, over 24 to 72 months. | loan_amount between [30000,650000] | loan_term between [24,72]",
        "How old can a machine be? | 15 years at most when we fund, and 20 years at most when the term ends. | equipment_age lte | equipment_age_at_term_end lte",
        "Age | No older than 12 years at funding and no older than 20 years at the end of the term | equipment_age lte | equipment_age_at_term_end lte"
      })
  void twoFactsOfAnAnswer(String question, String answer, String one, String other) {
    assertThat(answered(question, answer)).containsExactly(one, other);
  }
}
