package routes.lending.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.lending.Samples;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;

/** What single criteria come to, and what they say. */
class CriterionResultTest {

  private static CriterionResult one(String criterion, LoanApplication application) {
    ProgramDecision program = Samples.policy(criterion).evaluate(application).programs().get(0);
    return program.criteria().isEmpty()
        ? program.notApplicable().get(0)
        : program.criteria().get(0);
  }

  private static CriterionResult one(String criterion) {
    return one(criterion, Samples.application());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fico_score         | gte     | 700            |         | PASSED  | FICO 712 meets the minimum of 700.
          fico_score         | gte     | 712            |         | PASSED  | FICO 712 meets the minimum of 712.
          fico_score         | gte     | 713            |         | FAILED  | FICO 712 is below the minimum of 713.
          fico_score         | gt      | 712            |         | FAILED  | FICO 712 is not above 712.
          fico_score         | between | [650,712]      |         | PASSED  | FICO 712 is within 650 to 712.
          time_in_business   | gte     | 5              | years   | PASSED  | Time in business 74 months meets the minimum of 60 months (5 years).
          time_in_business   | gte     | 75             | months  | FAILED  | Time in business 74 months is below the minimum of 75 months.
          equipment_age      | lte     | 24             | months  | PASSED  | Equipment age 2 years (24 months) is within the maximum of 24 months.
          equipment_age      | lt      | 23             | months  | FAILED  | Equipment age 2 years (24 months) is not below 23 months.
          equipment_age_at_term_end | lte | 6             | years   | PASSED  | Equipment age at the end of the term 6 years is within the maximum of 6 years.
          equipment_age_at_term_end | lte | 5             | years   | FAILED  | Equipment age at the end of the term 6 years is above the maximum of 5 years.
          loan_amount        | lte     | 75000          | USD     | FAILED  | Loan amount $85,000 is above the maximum of $75,000.
          loan_amount        | between | [100000,200000]| USD     | FAILED  | Loan amount $85,000 is below the range of $100,000 to $200,000.
          loan_term          | in      | [36,48]        | months  | PASSED  | Loan term 48 months is one of 36 months, 48 months.
          down_payment       | gte     | 10             | percent | PASSED  | Down payment 10% meets the minimum of 10%.
          trade_lines        | gte     | 7              | years   | PASSED  | Trade history 9 years meets the minimum of 7 years.
          trade_lines        | gte     | 7              |         | UNKNOWN | The application does not give the trade lines (credit.trade_lines); the minimum is 7.
          collections        | eq      | 0              |         | PASSED  | Collections in 3 years 0, as required.
          state              | not_in  | ["CA","NV"]    |         | PASSED  | State TX is not among the excluded: CA, NV.
          state              | not_in  | ["Texas"]      |         | FAILED  | State TX is excluded: Texas.
          state              | in      | ["tx","OK"]    |         | PASSED  | State TX is among the accepted: tx, OK.
          citizenship        | eq      | "US"           |         | PASSED  | Citizenship US is among the accepted: US.
          bankruptcy         | is_false| null           |         | PASSED  | Bankruptcy: no, as required.
          bankruptcy         | gte     | 7              | years   | PASSED  | Bankruptcy: no, as required.
          homeownership      | is_true | null           |         | PASSED  | Homeowner: yes, as required.
          personal_guarantee | is_true | null           |         | PASSED  | Personal guarantee: yes, as required.
          sale_leaseback     | is_true | null           |         | FAILED  | Sale-leaseback: no, but the lender requires it.
          bank_statements    | gte     | 3              | months  | UNKNOWN | The application does not give the bank statements (documents.bank_statements_months); the minimum is 3 months.
          application_only   | lte     | 100000         | USD     | PASSED  | Loan amount $85,000 needs no financial statements, which are asked for above $100,000.
          application_only   | lte     | 75000          | USD     | UNKNOWN | Loan amount $85,000 is above $75,000: the lender asks for financial statements, and the application names none.
          business.fleet_size| gte     | 5              |         | PASSED  | business.fleet_size 6 is at least 5, as required.
          business.naics     | eq      | "238910"       |         | UNKNOWN | The application does not give business.naics; the lender wants 238910.
          """)
  void saysWhatItComesTo(
      String type, String operator, String value, String unit, Result result, String sentence) {
    CriterionResult actual =
        one(
            "{\"type\":\"%s\",\"operator\":\"%s\",\"value\":%s%s}"
                .formatted(
                    type, operator, value, unit == null ? "" : ",\"unit\":\"" + unit + "\""));
    assertThat(actual.result()).isEqualTo(result);
    assertThat(actual.explanation()).isEqualTo(sentence);
  }

  @Test
  void expectedAndActualShareAUnit() {
    CriterionResult result =
        one("{\"type\":\"time_in_business\",\"operator\":\"gte\",\"value\":5,\"unit\":\"years\"}");
    assertThat(result.expected().intValue()).isEqualTo(60);
    assertThat(result.actual().intValue()).isEqualTo(74);
    assertThat(result.unit()).isEqualTo("months");
  }

  @Test
  void theLowestFicoOfSeveralCountsAndTheSentenceSaysSo() {
    LoanApplication two = Samples.with("guarantors", "[{\"fico_score\":712},{\"fico_score\":655}]");
    CriterionResult result =
        one("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":700}", two);
    assertThat(result.result()).isEqualTo(Result.FAILED);
    assertThat(result.actual().intValue()).isEqualTo(655);
    assertThat(result.explanation())
        .isEqualTo("FICO 655, the lowest of 2 guarantors, is below the minimum of 700.");
  }

  @Test
  void aGuarantorWithoutAScoreMayHaveALowerOne() {
    LoanApplication two = Samples.with("guarantors", "[{\"fico_score\":712},{}]");
    assertThat(one("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":700}", two).result())
        .isEqualTo(Result.UNKNOWN);
    assertThat(one("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":720}", two).result())
        .isEqualTo(Result.FAILED);
  }

  @Test
  void oneGuarantorWhoIsNoCitizenIsEnough() {
    String criterion = "{\"type\":\"citizenship\",\"operator\":\"eq\",\"value\":\"US\"}";
    assertThat(
            one(
                    criterion,
                    Samples.with("guarantors", "[{\"us_citizen\":true},{\"us_citizen\":false}]"))
                .result())
        .isEqualTo(Result.FAILED);
    assertThat(one(criterion, Samples.with("guarantors", "[{\"us_citizen\":true},{}]")).result())
        .isEqualTo(Result.UNKNOWN);
  }

  @Test
  void guarantorsWhoDifferLeaveHomeownershipOpen() {
    assertThat(
            one(
                    "{\"type\":\"homeownership\",\"operator\":\"is_true\"}",
                    Samples.with("guarantors", "[{\"homeowner\":true},{\"homeowner\":false}]"))
                .result())
        .isEqualTo(Result.UNKNOWN);
  }

  @Test
  void aGuardThatDoesNotHoldTakesTheCriterionOut() {
    CriterionResult result =
        one("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":800,\"when\":\"start-up\"}");
    assertThat(result.result()).isEqualTo(Result.NOT_APPLICABLE);
  }

  @Test
  void anOpenGuardMattersOnlyToARuleThatFails() {
    LoanApplication silent = Samples.without("business.start_up");
    String criterion =
        "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":%d,\"when\":\"start-up\"}";
    assertThat(one(criterion.formatted(700), silent).result()).isEqualTo(Result.PASSED);
    CriterionResult open = one(criterion.formatted(720), silent);
    assertThat(open.result()).isEqualTo(Result.UNKNOWN);
    assertThat(open.explanation())
        .isEqualTo(
            "FICO 712 is below the minimum of 720; whether the rule applies (for: start-up) the"
                + " application does not say.");
  }

  @Test
  void aGuardThatIsNotUnderstoodMakesTheCriterionUnknown() {
    String policy =
        """
        {"lender": "Cedar", "source": {"documentId": "d", "fileName": "f.pdf", "sha256": "00"},
         "programs": [{"name": "A", "criteria": [
           {"type": "fico_score", "operator": "gte", "value": 500, "when": "owner is nice"}]}]}""";
    LenderDecision decision = Samples.compiled(policy).evaluate(Samples.application());
    assertThat(decision.outcome()).isEqualTo(Outcome.NEEDS_REVIEW);
    assertThat(decision.programs().get(0).criteria().get(0).explanation())
        .contains("can't be told from 'owner is nice'");
  }

  @ParameterizedTest
  @CsvSource({
    "past 3 years,0,PASSED",
    "past 3 years,1,FAILED",
    "past 5 years,0,UNKNOWN",
    "past 5 years,1,FAILED",
    "past 1 year,0,PASSED",
    "past 1 year,1,UNKNOWN"
  })
  void collectionsAreCountedOverThreeYears(String when, int collections, Result result) {
    assertThat(
            one(
                    "{\"type\":\"collections\",\"operator\":\"eq\",\"value\":0,\"when\":\"%s\"}"
                        .formatted(when),
                    Samples.with("credit.collections_past_3_years", "" + collections))
                .result())
        .isEqualTo(result);
  }

  @Test
  void aBankruptcyLongEnoughAgoPasses() {
    LoanApplication since5 = bankruptcy("5");
    LoanApplication unsaid = bankruptcy("null");
    String gte = "{\"type\":\"bankruptcy\",\"operator\":\"gte\",\"value\":%d,\"unit\":\"years\"}";
    assertThat(one(gte.formatted(5), since5).result()).isEqualTo(Result.PASSED);
    assertThat(one(gte.formatted(7), since5).result()).isEqualTo(Result.FAILED);
    assertThat(one(gte.formatted(7), unsaid).result()).isEqualTo(Result.UNKNOWN);
    String window = "{\"type\":\"bankruptcy\",\"operator\":\"is_false\",\"when\":\"past 7 years\"}";
    assertThat(one(window, since5).result()).isEqualTo(Result.FAILED);
    assertThat(one(window, Samples.application()).result()).isEqualTo(Result.PASSED);
    String plain = "{\"type\":\"bankruptcy\",\"operator\":\"is_false\"}";
    assertThat(one(plain, since5).result()).isEqualTo(Result.FAILED);
  }

  private static LoanApplication bankruptcy(String years) {
    return LoanApplicationParser.parse(
        Samples.set(
            Samples.set(Samples.json(), "credit.bankruptcy", "true"),
            "credit.bankruptcy_discharged_years",
            years));
  }
}
