package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import routes.documents.layout.Drawn;

/** For which programs a rule holds, by where it stands. */
class SectionsTest {

  private static Set<String> facts(Drawn page) {
    DocumentText text = new DocumentText(List.of(page.page()));
    return Facts.of(new PolicyReader().read(text, "x").policy());
  }

  /** Three programs, each with two bullets. */
  private static Drawn programs(float x) {
    Drawn page = new Drawn();
    String[] names = {"First Pour", "House Program", "Reserve Program"};
    for (int i = 0; i < names.length; i++) {
      float y = 80 + 60 * i;
      page.heading(x, y, names[i])
          .text(x + 20, y + 20, "• FICO of %d or better".formatted(640 + 20 * i))
          .text(x + 20, y + 34, "• At least %d years in business".formatted(2 + i));
    }
    return page;
  }

  @Test
  void smallerHeadingsBelowTheLastOfThreeProgramsHoldForAll() {
    Drawn page =
        programs(60)
            .bold(60, 260, "Credit history")
            .text(80, 276, "• No bankruptcy in the past 7 years")
            .bold(60, 296, "Where we lend")
            .text(80, 312, "• All states except Alaska and Hawaii");
    assertThat(facts(page))
        .contains(
            "Reserve Program: fico_score gte 680",
            "all: bankruptcy is_false true when past 7 years",
            "all: state not_in [ak, hi]");
  }

  @Test
  void aLabelOutsideOfTheLastProgramsListHoldsForAll() {
    Drawn page = programs(60).text(60, 260, "Not eligible: Equipment over 20 years of age");
    assertThat(facts(page))
        .contains("Reserve Program: fico_score gte 680")
        .filteredOn(fact -> fact.contains("equipment_age"))
        .allMatch(fact -> fact.startsWith("all:"));
  }

  @Test
  void whatEachProgramHasBelowItsListIsItsOwn() {
    Drawn page = new Drawn();
    String[] names = {"First Pour", "House Program", "Reserve Program"};
    for (int i = 0; i < names.length; i++) {
      float y = 80 + 80 * i;
      page.heading(60, y, names[i])
          .text(80, y + 20, "• FICO of %d or better".formatted(640 + 20 * i))
          .text(60, y + 36, "Documents: last %d months of bank statements".formatted(3 + i));
    }
    assertThat(facts(page))
        .contains(
            "First Pour: bank_statements gte 3 months",
            "Reserve Program: bank_statements gte 5 months");
  }

  @Test
  void aListThatGoesOnInTheNextColumnIsItsProgramsStill() {
    Drawn page = new Drawn().heading(60, 40, "Copperline Truck Capital");
    page.text(
        60, 62, "We know iron and freight, and we buy deals that the banks will not touch at all.");
    page.heading(60, 90, "Fleet Program")
        .text(80, 110, "• FICO of 650 or better")
        .text(80, 124, "• Up to 60 months")
        .heading(60, 150, "Driver Program")
        .text(80, 170, "• FICO of 620 or better")
        .text(80, 184, "• CDL held for 3 years");
    page.text(350, 90, "• Up to 48 months")
        .text(350, 104, "• 20% down")
        .heading(330, 130, "Starter Program")
        .text(350, 150, "• FICO of 690 or better")
        .text(350, 164, "• Up to 36 months");
    assertThat(facts(page))
        .contains(
            "Driver Program: loan_term lte 48 months",
            "Driver Program: down_payment gte 20 percent")
        .noneMatch(fact -> fact.startsWith("Copperline") || fact.startsWith("all:"));
  }

  @Test
  void aRemarkBesideAValueBearsOnItOrSpeaksForItself() {
    float[] places = {60, 200, 340};
    Drawn page =
        new Drawn()
            .row(100, places, "Time in business", "4 years minimum")
            .row(120, places, "FICO", "675 minimum", "Every guarantor")
            .row(140, places, "Down payment", "25% minimum", "35% when start-up")
            .row(160, places, "PayNet", "665 minimum")
            .row(180, places, "Term", "24 to 60 months")
            .grid(new float[] {55, 195, 335, 520}, 96, 116, 136, 156, 176, 196);
    assertThat(facts(page))
        .contains(
            "Standard: time_in_business gte 4 years",
            "Standard: fico_score gte 675",
            "Standard: paynet_score gte 665",
            "Standard: loan_term between [24, 60] months");
  }

  /** Programs whose names were not seen: what stands among their rules is one of theirs as well. */
  @Test
  void whatStandsAmongRulesOfUnseenProgramsHoldsForNoneOfThem() {
    Drawn page =
        new Drawn()
            .text(60, 80, "• FICO 720")
            .text(60, 94, "• 5 years in business")
            .text(60, 120, "• FICO 680")
            .text(60, 134, "• A personal guarantee is required")
            .text(60, 148, "• 2 years in business")
            .text(60, 180, "• No bankruptcy in the past 7 years");
    assertThat(facts(page)).containsExactly("all: bankruptcy is_false true when past 7 years");
  }

  @Test
  void startUpsThatAreWelcomeWithSomethingAreNoProgram() {
    float[] places = {60, 200};
    Drawn page =
        new Drawn()
            .grid(new float[] {50, 190, 500}, 96, 112, 128, 144)
            .row(99, places, "FICO", "660 or higher")
            .row(
                115,
                places,
                "Start-ups",
                "Welcome, with 5 years of industry experience and 25% down")
            .row(131, places, "Annual revenue", "$120,000 or more");
    assertThat(facts(page))
        .containsExactlyInAnyOrder(
            "Standard: annual_revenue gte 120000 USD",
            "Standard: down_payment gte 25 percent when start-up",
            "Standard: fico_score gte 660",
            "Standard: industry_experience gte 5 years when start-up");
  }

  @Test
  void whatIsSaidBehindAPrivatePartysConditionsHoldsForAll() {
    Drawn page =
        new Drawn()
            .text(
                60,
                80,
                "Private party: yes, if 10% is paid down. Sale-leaseback: no. Soft costs: up to 15%.");
    assertThat(facts(page))
        .contains("Standard: sale_leaseback is_false true", "Standard: soft_costs lte 15 percent");
  }

  @Test
  void noLoansToTheseIsAListOfWhatIsNotFinanced() {
    Drawn page =
        new Drawn()
            .heading(60, 80, "What we do not touch")
            .text(60, 110, "No loans to these businesses: hot shot, logging, taxi and limousine.")
            .text(60, 130, "No loans on these units: car haulers, limousines.");
    assertThat(facts(page))
        .containsExactlyInAnyOrder(
            "Standard: equipment_type not_in [car haulers, limousines]",
            "Standard: industry not_in [hot shot, logging, taxi and limousine]");
  }

  @Test
  void statesBelowWhereWeLendAreThoseOfTheLender() {
    Drawn page =
        new Drawn()
            .grid(new float[] {50, 190, 500}, 96, 112, 128)
            .heading(50, 70, "Where we lend")
            .text(60, 99, "States")
            .text(200, 99, "Florida, Georgia, Alabama")
            .text(60, 115, "Time in business")
            .text(200, 115, "18 months or more, except start-ups as shown");
    assertThat(facts(page))
        .containsExactlyInAnyOrder(
            "Standard: state in [al, fl, ga]", "Standard: time_in_business gte 18 months");
  }

  /** A credit box for all, the same tiers for companies alone, and what holds for everybody. */
  @Test
  void aListOfHistoryBelowTheLastTableOfTiersHoldsForAll() {
    float[] edges = {50, 170, 270, 370};
    float[] places = {60, 180, 280};
    Drawn page =
        new Drawn()
            .grid(edges, 96, 112, 128)
            .row(99, places, "", "Tier 1", "Tier 2")
            .row(115, places, "FICO", "725", "710")
            .bold(50, 140, "CORP ONLY (no PG)")
            .grid(edges, 156, 172, 188)
            .row(159, places, "", "Tier 1", "Tier 2")
            .row(175, places, "PayNet", "700", "690")
            .text(60, 204, "• No bankruptcies within 7 years")
            .text(60, 218, "• Guarantors must be US citizens")
            .text(60, 232, "• Minimum transaction size $10,000");
    assertThat(facts(page))
        .contains(
            "Tier 1: fico_score gte 725",
            "Corp Only Tier 2: paynet_score gte 690",
            "all: bankruptcy is_false true when past 7 years",
            "all: citizenship eq us",
            "all: loan_amount gte 10000 USD");
  }

  @Test
  void theAmountsBehindAProgramsNameAreWhatItLends() {
    Drawn page =
        new Drawn()
            .heading(60, 80, "Tier 2 – Start-Up Application Only Program up to $50,000")
            .text(60, 110, "• 700+ FICO")
            .text(60, 124, "• 10% down payment")
            .heading(60, 150, "Tier 3 – Full Financials Program $75,001 - $1,000,000")
            .text(60, 180, "• 680+ FICO")
            .text(60, 194, "• 3 years in business");
    assertThat(facts(page))
        .contains(
            "Tier 2: application_only lte 50000 USD",
            "Tier 3: loan_amount between [75001, 1000000] USD");
  }

  /** Two programs whose names are common words, each with all it asks for in one line. */
  @Test
  void labelsInOneLineTellProgramsApart() {
    Drawn page =
        new Drawn()
            .heading(60, 80, "Standard Equipment Program – A/B Credits")
            .text(60, 110, "FICO: 680+ TIB: 3+ yrs PayNet: 660+")
            .heading(60, 140, "Trucking (OTR / Vocational)")
            .text(60, 170, "FICO: 700+ TIB: 5+ yrs PayNet: 680+ Min 5 trucks");
    assertThat(facts(page))
        .contains(
            "Standard Equipment Program: fico_score gte 680",
            "Trucking: time_in_business gte 5 years",
            "Trucking: fleet_size gte 5");
  }

  @Test
  void ratesOfOneBulletAreARateEach() {
    Drawn page =
        new Drawn()
            .heading(60, 80, "Fleet Program")
            .text(60, 110, "• FICO 670+")
            .text(60, 124, "• Buy rate 8.95% up to 48 months")
            .text(70, 136, "Buy rate 9.45% for 49 to 72 months")
            .heading(60, 160, "Owner-Operator Program")
            .text(60, 190, "• FICO 640+")
            .text(60, 204, "• Buy rate 14.50%, all amounts and terms");
    assertThat(facts(page))
        .contains(
            "Fleet Program: rate 895 bps, amounts  to , months  to 48",
            "Fleet Program: rate 945 bps, amounts  to , months 49 to 72",
            "Owner-Operator Program: rate 1450 bps, amounts  to , months  to ");
  }

  @Test
  void preferredBesideOtherProgramsIsAProgramAndNoWish() {
    float[] edges = {50, 170, 270, 370, 470};
    float[] places = {60, 180, 280, 380};
    Drawn page =
        new Drawn()
            .grid(edges, 96, 112, 128, 144)
            .row(99, places, "Criteria", "Preferred Plus", "Preferred", "Select")
            .row(115, places, "FICO", "725", "700", "670")
            .row(
                131,
                places,
                "Trucking",
                "Fleet of 5+ trucks",
                "Fleet of 10+ trucks",
                "Not eligible");
    assertThat(facts(page))
        .containsExactlyInAnyOrder(
            "Preferred Plus: fico_score gte 725",
            "Preferred: fico_score gte 700",
            "Select: fico_score gte 670",
            "Preferred Plus: fleet_size gte 5 when industry is trucking",
            "Preferred: fleet_size gte 10 when industry is trucking",
            "Select: industry not_in [trucking]");
  }

  @Test
  void ratesByCreditGradeAreThoseOfTheGrades() {
    float[] places = {60, 180, 280};
    Drawn page =
        new Drawn()
            .grid(new float[] {50, 170, 270, 370}, 96, 112, 128)
            .row(99, places, "", "A Credit", "B Credit")
            .row(115, places, "FICO", "700", "660")
            .heading(50, 150, "Buy Rates by Credit Grade")
            .grid(new float[] {50, 170, 270, 370}, 176, 192, 208)
            .row(179, places, "Amount", "A Credit", "B Credit")
            .row(195, places, "$10,000 - $24,999", "9.25%", "11.25%");
    assertThat(facts(page))
        .contains(
            "A Credit: fico_score gte 700",
            "A Credit: rate 925 bps, amounts 10000 to 24999, months  to ",
            "B Credit: rate 1125 bps, amounts 10000 to 24999, months  to ");
  }

  @Test
  void statesThatAreListedAreServedThoughTheOthersAreSaidNotToBe() {
    Drawn page =
        new Drawn()
            .heading(60, 80, "WHERE WE LEND")
            .text(60, 110, "• AL, AR, FL, GA. Not on this list = we don't do it.");
    assertThat(facts(page)).containsExactly("Standard: state in [al, ar, fl, ga]");
  }

  /** The second line would have found room on the first. */
  @Test
  void aLineThatBreaksOffEarlyBeginsSomethingElse() {
    Drawn page =
        new Drawn()
            .text(60, 80, "• No open tax liens, no open judgments")
            .text(70, 92, "US citizens or green card holders only")
            .text(
                60,
                106,
                "• A longer line shows how far the lines of this list could have reached here");
    assertThat(facts(page))
        .contains(
            "Standard: tax_lien is_false true when open",
            "Standard: citizenship in [permanent resident, us]");
  }
}
