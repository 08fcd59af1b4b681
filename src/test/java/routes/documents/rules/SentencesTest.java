package routes.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
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
  void refusals(String sentence, String fact) {
    assertThat(read(sentence)).containsExactly(fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No bankruptcies or open tax liens | bankruptcy is_false | tax_lien is_false when open",
        "No judgments that are still open, no open tax liens | judgement is_false when open | tax_lien is_false when open",
        "Sale-leaseback transactions and private party sales are not eligible. | sale_leaseback is_false | private_party_sale is_false",
        "No open BK, discharged or dismissed BK must be more than 2 yrs ago. | bankruptcy is_false when open | bankruptcy is_false when past 2 years",
        "Anyone who has filed bankruptcy within the past ten years, or who has been through a foreclosure within the past five years, is not a fit for us. | bankruptcy is_false when past 10 years | foreclosure is_false when past 5 years"
      })
  void twoRefusals(String sentence, String one, String other) {
    assertThat(read(sentence)).containsExactly(one, other);
  }

  @ParameterizedTest
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
  void demands(String sentence, String fact) {
    assertThat(read(sentence)).containsExactly(fact);
  }

  @ParameterizedTest
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
  void states(String sentence, String fact) {
    assertThat(read(sentence)).containsExactly(fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Don't send: restaurants, churches | industry_or_equipment not_in [\"restaurants\",\"churches\"]",
        "Equipment we stay away from: computers, furniture | equipment_type not_in [\"computers\",\"furniture\"]",
        "The Bank does not finance companies in the following industries: airlines, casinos | industry not_in [\"airlines\",\"casinos\"]",
        "We do not finance machines used in: demolition, mining | industry not_in [\"demolition\",\"mining\"]",
        "Industries outside our policy: bars, casinos, and law firms | industry not_in [\"bars\",\"casinos\",\"law firms\"]"
      })
  void whatIsNotFinanced(String sentence, String fact) {
    assertThat(read(sentence)).containsExactly(fact);
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
}
