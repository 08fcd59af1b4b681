package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.documents.layout.Block;
import routes.documents.layout.Box;
import routes.documents.layout.Cell;
import routes.documents.layout.Columns;
import routes.documents.layout.Heading;
import routes.documents.layout.Item;
import routes.documents.layout.Table;
import routes.documents.rules.GuidelineReader;

/** What tables say, by what heads their rows and columns. */
class ReadTablesTest {

  private static final AtomicInteger PLACE = new AtomicInteger();
  private static final Box BOX = new Box(50, 100, 550, 300);

  /** A table of rows whose cells stand between bars; a cell "<" is the one to the left of it. */
  private static Table table(String... rows) {
    return new Table(Arrays.stream(rows).map(ReadTablesTest::row).toList(), true, BOX);
  }

  private static List<Cell> row(String row) {
    List<Cell> cells = new ArrayList<>();
    for (String text : row.split("\\|", -1)) {
      cells.add(text.trim().equals("<") ? cells.get(cells.size() - 1) : cell(text.trim()));
    }
    return cells;
  }

  /** Two cells with the same words are two. */
  private static Cell cell(String text) {
    float left = PLACE.incrementAndGet();
    Box box = new Box(left, BOX.top(), left + 50, BOX.bottom());
    return new Cell(text.isEmpty() ? List.of() : List.of(new Item(text, false, left, box)));
  }

  /** A cell with a heading above what it holds. */
  private static Cell headed(String head, String text) {
    Box box = cell(text).content().get(0).box();
    return new Cell(List.of(new Heading(head, 10, box), new Item(text, false, box.left(), box)));
  }

  private static Item item(String text) {
    return new Item(text, false, BOX.left(), BOX);
  }

  private static Set<String> facts(Block... blocks) {
    return facts(List.of(List.of(blocks)));
  }

  private static Set<String> facts(List<List<Block>> pages) {
    GuidelineReader reader = new GuidelineReader();
    IntStream.range(0, pages.size()).forEach(i -> reader.page(i + 1, pages.get(i)));
    return Facts.of(reader.result("Lender").policy());
  }

  @Test
  void rowsUnderAHeadOfKindsAreNoPrograms() {
    assertThat(
            facts(
                table(
                    "Collateral | Max. age | Max. miles | Term",
                    "Day cabs | 9 years | 600,000 | 60 months",
                    "Printing presses | 12 years | n/a | 72 months",
                    "All other | 5 years | - | 48 months")))
        .containsExactlyInAnyOrder(
            "Standard: equipment_age lte 9 years when equipment_type is day cab",
            "Standard: equipment_mileage lte 600000 miles when equipment_type is day cab",
            "Standard: loan_term lte 60 months when equipment_type is day cab",
            "Standard: equipment_age lte 12 years when equipment_type is printing press",
            "Standard: loan_term lte 72 months when equipment_type is printing press");
  }

  @Test
  void kindsMayStandSideBySide() {
    assertThat(
            facts(
                table(
                    " | Trucks | Trailers and buses",
                    "Maximum age | 8 years | 15 years",
                    "Maximum term | 60 months | 72 months")))
        .containsExactlyInAnyOrder(
            "Standard: equipment_age lte 8 years when equipment_type is truck",
            "Standard: loan_term lte 60 months when equipment_type is truck",
            "Standard: equipment_age lte 15 years when equipment_type is trailer or equipment_type is bus",
            "Standard: loan_term lte 72 months when equipment_type is trailer or equipment_type is bus");
  }

  @Test
  void namesThatMayBeKindsOrProgramsAreReadAsNeither() {
    assertThat(
            facts(
                table(
                    " | Max. age | Max. term",
                    "Yellow metal | 12 years | 60 months",
                    "Highway | 7 years | 48 months")))
        .isEmpty();
  }

  @Test
  void headsStandOverWhatGoesOnOnTheNextPage() {
    List<Block> first =
        List.of(
            table(
                "Equipment type | Maximum term | Maximum age",
                "Cranes | 84 months | 15 years",
                "Trucks | 60 months | 7 years"));
    List<Block> second = List.of(table("Forklifts | 60 months | 6 years"), item("Thank you"));

    assertThat(facts(List.of(first, second)))
        .contains(
            "Standard: loan_term lte 60 months when equipment_type is forklift",
            "Standard: equipment_age lte 6 years when equipment_type is forklift");
  }

  @Test
  void scoresHeadTheRowsOfWhatTheTitleNames() {
    assertThat(
            facts(
                table(" | Start-Up | Established", "Time in business | Under 2 years | 5 years"),
                item("Minimum down payment by credit score"),
                table(
                    "FICO | Start-Up | Established",
                    "720 and above | 10% | 0%",
                    "680 - 719 | 20% | 10%",
                    "Below 680 | not eligible | 15%")))
        .containsExactlyInAnyOrder(
            "Start-Up: time_in_business lt 2 years",
            "Established: time_in_business gte 5 years",
            "Start-Up: down_payment gte 10 percent when fico_score at least 720",
            "Start-Up: down_payment gte 20 percent when fico_score between 680 and 719",
            "Established: down_payment gte 10 percent when fico_score between 680 and 719",
            "Established: down_payment gte 15 percent when fico_score at most 679");
  }

  @Test
  void scoresThatAreOpenAboveFollowOneAnother() {
    assertThat(
            facts(
                table(
                    "PayNet | Max. amount | Max. term | Rate",
                    "700+ | $250,000 | 72 months | 7.5%",
                    "670+ | $100,000 | 60 months | 8.5%")))
        .containsExactlyInAnyOrder(
            "Standard: loan_amount lte 250000 USD when paynet_score at least 700",
            "Standard: loan_term lte 72 months when paynet_score at least 700",
            "Standard: loan_amount lte 100000 USD when paynet_score between 670 and 699",
            "Standard: loan_term lte 60 months when paynet_score between 670 and 699");
  }

  @Test
  void columnsThatAreNoKnownProgramsAreNoneUnderATitleEither() {
    assertThat(
            facts(
                item("Minimum down payment"),
                table("FICO | New | Used", "700+ | 5% | 10%", "650 - 699 | 10% | 20%")))
        .isEmpty();
  }

  @Test
  void ratesMayStandBelowWhatIsRequired() {
    assertThat(
            facts(
                table(
                    " | A Credit | B Credit | C Credit",
                    "Min. FICO | 700 | 660 | 620",
                    "Down payment | none | none | 20%",
                    "Buy rates | < | < | <",
                    "$10,000 - $50,000 / 12 - 36 mo | 8.25% | 9.75% | Priced deal by deal",
                    "$10,000 - $50,000 / 37 - 60 mo | 8.50% | 9.95% | Priced deal by deal",
                    "$50,001 and up 12 - 60 mo | 7.75% | 9.25% | Priced deal by deal")))
        .containsExactlyInAnyOrder(
            "A Credit: fico_score gte 700",
            "A Credit: loan_amount gte 10000 USD",
            "A Credit: loan_term between [12, 60] months",
            "A Credit: rate 825 bps, amounts 10000 to 50000, months 12 to 36",
            "A Credit: rate 850 bps, amounts 10000 to 50000, months 37 to 60",
            "A Credit: rate 775 bps, amounts 50001 to , months 12 to 60",
            "B Credit: fico_score gte 660",
            "B Credit: loan_amount gte 10000 USD",
            "B Credit: loan_term between [12, 60] months",
            "B Credit: rate 975 bps, amounts 10000 to 50000, months 12 to 36",
            "B Credit: rate 995 bps, amounts 10000 to 50000, months 37 to 60",
            "B Credit: rate 925 bps, amounts 50001 to , months 12 to 60",
            "C Credit: fico_score gte 620",
            "C Credit: down_payment gte 20 percent");
  }

  @Test
  void groupsBesideLabelsSayNothingOfTheirOwn() {
    assertThat(
            facts(
                table(
                    " | | Grade A | Grade B",
                    "Credit | FICO | 700 | 660",
                    "Credit | Time in business | 3 years | 2 years",
                    "Structure | Term | 24 - 72 months | 24 - 60 months",
                    "Structure | Soft costs | 15% | 10%",
                    "Buy rate | 24 - 48 months | 8.40% | 10.15%",
                    "Buy rate | 49 - 72 months | 8.75% | 10.85%")))
        .contains(
            "Grade A: fico_score gte 700",
            "Grade B: loan_term between [24, 60] months",
            "Grade A: rate 840 bps, amounts  to , months 24 to 48",
            "Grade B: rate 1085 bps, amounts  to , months 49 to 72");
  }

  @Test
  void aTitleWithinATableMayBeAConditionOfTheRowsBelowIt() {
    assertThat(
            facts(
                table(
                    " | New Practice | Established Practice",
                    "FICO | 700 | 660",
                    "Application only up to | $75,000 | $350,000",
                    "Above the application-only limit | < | <",
                    "Bank statements | 6 months | -",
                    "Tax returns | - | 2 years",
                    "If the owner has no PayNet score | < | <",
                    "Down payment | 10% | 5%")))
        .containsExactlyInAnyOrder(
            "New Practice: fico_score gte 700",
            "New Practice: application_only lte 75000 USD",
            "New Practice: bank_statements gte 6 months when loan_amount over 75000",
            "Established Practice: fico_score gte 660",
            "Established Practice: application_only lte 350000 USD",
            "Established Practice: tax_returns gte 2 years when loan_amount over 350000");
  }

  @Test
  void whatEachProgramHasOfItsOwnIsNoRuleForAll() {
    assertThat(
            facts(
                item("FICO of at least 660."),
                item("At least 2 years in business."),
                item("Terms up to 84 months."),
                item("No bankruptcy in the past 7 years."),
                table(
                    " | New Store | Multi-Store",
                    "FICO | 700 | 680",
                    "Time in business | 1 year | 5 years",
                    "Maximum term | 96 months | 84 months")))
        .contains(
            "all: bankruptcy is_false true when past 7 years", "New Store: fico_score gte 700")
        .noneMatch(fact -> fact.startsWith("all: ") && !fact.contains("bankruptcy"));
  }

  @Test
  void aLabelledLineMayHaveARateForItsAmountsOrTerms() {
    assertThat(
            facts(
                new Heading("Prime Program", 14, BOX),
                item("FICO 700"),
                item("Rate: 7.95% for terms up to 84 months"),
                item("Rate: 8.35% for terms of 85 to 120 months"),
                item("Buy rate: 9.10% for $10,000 to $49,999")))
        .contains(
            "Prime Program: rate 795 bps, amounts  to , months  to 84",
            "Prime Program: rate 835 bps, amounts  to , months 85 to 120",
            "Prime Program: rate 910 bps, amounts 10000 to 49999, months  to ");
  }

  @Test
  void aHeadThatNothingDividesFromTheFirstRowIsARowOfItsOwn() {
    Table rates =
        new Table(
            List.of(
                List.of(
                    headed("Lease amount", "$3,000 - $24,999"),
                    headed("24 - 36 mo", "8.35%"),
                    headed("37 - 48 mo", "8.20%")),
                row("$25,000 - $99,999 | 7.60% | 7.45%")),
            true,
            BOX);
    assertThat(facts(new Heading("Prime Program", 14, BOX), item("FICO 700"), rates))
        .contains(
            "Prime Program: rate 835 bps, amounts 3000 to 24999, months 24 to 36",
            "Prime Program: rate 745 bps, amounts 25000 to 99999, months 37 to 48");
  }

  @Test
  void aTitleOverTheLabelsAloneIsNotOneOfThem() {
    Table labelled =
        new Table(
            List.of(
                List.of(headed("Who qualifies", "FICO"), cell("725 or higher")),
                row("PayNet | 690 or higher"),
                row("Term | 24 to 60 months")),
            true,
            BOX);
    assertThat(facts(new Heading("Prime Program", 14, BOX), labelled))
        .containsExactlyInAnyOrder(
            "Prime Program: fico_score gte 725",
            "Prime Program: paynet_score gte 690",
            "Prime Program: loan_term between [24, 60] months");
  }

  @Test
  void sharesUnderATitleOfSomethingElseAreNoRates() {
    assertThat(
            facts(
                item("Advance rates are set by deal"),
                item("Minimum down payment"),
                table("Amount | A | B", "Up to $50,000 | 5% | 10%", "Up to $100,000 | 10% | 15%")))
        .containsExactlyInAnyOrder(
            "A: down_payment gte 5 percent when loan_amount at most 50000",
            "A: down_payment gte 10 percent when loan_amount between 50001 and 100000",
            "B: down_payment gte 10 percent when loan_amount at most 50000",
            "B: down_payment gte 15 percent when loan_amount between 50001 and 100000");
  }

  @Test
  void aFieldOverSeveralBandsHoldsForAllOfThem() {
    assertThat(
            facts(
                table(
                    "Prog | FICO | Buy Rate | <",
                    " | | $10,000 - $49,999 | $50,000 & up",
                    "A | 715 | 7.25% | 6.85%",
                    "B | 680 | 8.95% | 8.45%",
                    "S/U | 700 | 14.25% all amts | <")))
        .contains(
            "A: rate 725 bps, amounts 10000 to 49999, months  to ",
            "A: rate 685 bps, amounts 50000 to , months  to ",
            "S/U: rate 1425 bps, amounts  to , months  to ");
  }

  @Test
  void sentencesUnderAHeadThatLeavesItOpenAreRequirementsOfTheRow() {
    assertThat(
            facts(
                table(
                    "Program | FICO | TIB | Also required",
                    "Start-Up | 700+ | Under 2 yrs | Homeowner; 3+ yrs experience in the same industry",
                    "Corp Only | n/a | 10+ yrs | No PG. Annual sales $5MM+; 5 or more trade lines",
                    "Full Financial | 680+ | 4+ yrs | 3 yrs business tax returns, interim financial statements")))
        .containsExactlyInAnyOrder(
            "Start-Up: fico_score gte 700",
            "Start-Up: time_in_business lt 2 years",
            "Start-Up: homeownership is_true true",
            "Start-Up: industry_experience gte 3 years",
            "Corp Only: time_in_business gte 10 years",
            "Corp Only: annual_revenue gte 5000000 USD",
            "Corp Only: trade_lines gte 5",
            "Full Financial: fico_score gte 680",
            "Full Financial: time_in_business gte 4 years",
            "Full Financial: tax_returns gte 3 years",
            "Full Financial: financial_statements is_true true");
  }

  @Test
  void partsOfASentenceWithAConditionAreNotReadAlone() {
    assertThat(
            facts(
                table(
                    "Program | FICO | TIB | Notes",
                    "Tier 1 | 700+ | 5+ yrs | Homeowner, 10% down if not",
                    "Tier 2 | 660+ | 3+ yrs | Tax returns waived, homeowners only, or 20% down")))
        .containsExactlyInAnyOrder(
            "Tier 1: fico_score gte 700",
            "Tier 1: time_in_business gte 5 years",
            "Tier 2: fico_score gte 660",
            "Tier 2: time_in_business gte 3 years");
  }

  @Test
  void aRowWithOneFieldForAllHeadsIsNoProgram() {
    assertThat(
            facts(
                table(
                    "Product | Min FICO | TIB | Term (months)",
                    "Express | 640 | 2 yrs | 24 - 60",
                    "Standard Plus | 670 | 3 yrs | 24 - 72",
                    "The following applies to all | < | < | <",
                    "States | Not available in CT, NY | < | <")))
        .containsExactlyInAnyOrder(
            "Express: fico_score gte 640",
            "Express: time_in_business gte 2 years",
            "Express: loan_term between [24, 60] months",
            "Standard Plus: fico_score gte 670",
            "Standard Plus: time_in_business gte 3 years",
            "Standard Plus: loan_term between [24, 72] months",
            "all: state not_in [ct, ny]");
  }

  @Test
  void levelsMayHaveRatesAndWaivedGuaranties() {
    assertThat(
            facts(
                table(
                    "Level | Years in business | Application-only up to | Longest term | Down payment | Personal guaranty | Dealer rate",
                    "Platinum | 10+ | $250,000 | 72 months | None | Waived | 6.49%",
                    "Bronze | 2+ | $35,000 | 48 months | 10% | Required | 9.99%")))
        .containsExactlyInAnyOrder(
            "Platinum: time_in_business gte 10 years",
            "Platinum: application_only lte 250000 USD",
            "Platinum: loan_term lte 72 months",
            "Platinum: rate 649 bps, amounts  to , months  to ",
            "Bronze: time_in_business gte 2 years",
            "Bronze: application_only lte 35000 USD",
            "Bronze: loan_term lte 48 months",
            "Bronze: down_payment gte 10 percent",
            "Bronze: personal_guarantee is_true true",
            "Bronze: rate 999 bps, amounts  to , months  to ");
  }

  @Test
  void aNoteAtAFieldMayAskForMore() {
    assertThat(
            facts(
                table(
                    " | Owner-Operator | Fleet",
                    "Power units owned | 1 to 3 | 10 +",
                    "Max. miles | 600,000 | 750,000",
                    "Down payment, min. | 15%² | 10%",
                    "Max. term | 48 mos³ | 60 mos",
                    "Homeowner | not required | not required",
                    "PayNet | not used | 680",
                    "Financials | - | Financial statements for requests over $250K"),
                item("² 20% if the owner-operator is not a homeowner."),
                item("³ 60 mos if a homeowner.")))
        .containsExactlyInAnyOrder(
            "Owner-Operator: fleet_size between [1, 3]",
            "Owner-Operator: equipment_mileage lte 600000 miles",
            "Owner-Operator: down_payment gte 15 percent",
            "Owner-Operator: down_payment gte 20 percent when homeownership is false",
            "Fleet: fleet_size gte 10",
            "Fleet: equipment_mileage lte 750000 miles",
            "Fleet: down_payment gte 10 percent",
            "Fleet: loan_term lte 60 months",
            "Fleet: paynet_score gte 680",
            "Fleet: financial_statements is_true true when loan_amount over 250000");
  }

  @Test
  void kindsMayHaveRulesOfTheirOwnAndOthersBesideThem() {
    assertThat(
            facts(
                table(
                    "Kind | Oldest we take | Other rules | Send with package",
                    "Trucks | 8 years | 600,000 miles or less; 10% down payment | Photo of odometer",
                    "Medical equipment | 5 years | - | Copy of license",
                    "All other equipment | 12 years | - | Photo")))
        .containsExactlyInAnyOrder(
            "Standard: equipment_age lte 8 years when equipment_type is truck",
            "Standard: equipment_mileage lte 600000 miles when equipment_type is truck",
            "Standard: down_payment gte 10 percent when equipment_type is truck",
            "Standard: equipment_age lte 5 years when equipment_type is medical equipment");
  }

  @Test
  void aTitleMayTellUpToWhichAmountsAnApplicationSuffices() {
    assertThat(
            facts(
                item("Application only - just a signed application, up to the max amount shown"),
                table(
                    "Tier | FICO | Max Amount | Pricing",
                    "Tier A | 710+ | $250,000 | 7.5%",
                    "Tier B (homeowners only) | 680+ | $150,000 | 11.50%, 10% down required")))
        .containsExactlyInAnyOrder(
            "Tier A: fico_score gte 710",
            "Tier A: loan_amount lte 250000 USD",
            "Tier A: application_only lte 250000 USD",
            "Tier A: rate 750 bps, amounts  to , months  to ",
            "Tier B: fico_score gte 680",
            "Tier B: homeownership is_true true",
            "Tier B: loan_amount lte 150000 USD",
            "Tier B: application_only lte 150000 USD",
            "Tier B: down_payment gte 10 percent",
            "Tier B: rate 1150 bps, amounts  to , months  to ");
  }

  @Test
  void anApplicationMaySufficeBelowAnAmount() {
    assertThat(
            facts(
                table(
                    "Transaction size | We need",
                    "$75,000 and under | Application only: signed application, plus a quote",
                    "Over $75,000 | Last 3 months of business bank statements")))
        .containsExactlyInAnyOrder(
            "Standard: application_only lte 75000 USD",
            "Standard: bank_statements gte 3 months when loan_amount over 75000");
  }

  @Test
  void whatIsNoKindOfEquipmentIsNotTakenForOne() {
    assertThat(
            facts(
                table(
                    "Collateral type | Maximum age | Maximum term",
                    "Titled | 10 years | 60 months",
                    "New equipment | - | 72 months",
                    "Hard assets | 15 years | 60 months")))
        .isEmpty();
  }

  @Test
  void wholePercentagesBelowRequirementsMayBeAnything() {
    assertThat(
            facts(
                table(
                    " | A Credit | B Credit",
                    "Min. FICO | 700 | 660",
                    "Max. amount | $250,000 | $150,000",
                    "Up to $50,000 | 5% | 10%",
                    "$50,001 and up | 10% | 20%")))
        .noneMatch(fact -> fact.contains("rate"));
  }

  @Test
  void ratesByScoreAreLeftUnread() {
    assertThat(
            facts(
                table(
                    "FICO | 24 months | 36 months | 48 months",
                    "720+ | 7.5% | 7.9% | 8.2%",
                    "680 - 719 | 8.5% | 8.9% | 9.2%")))
        .isEmpty();
  }

  @Test
  void newAndUsedEquipmentAreNoPrograms() {
    assertThat(
            facts(
                table(
                    " | New | Used",
                    "Max. term | 72 months | 60 months",
                    "Down payment | 0% | 10%")))
        .containsExactlyInAnyOrder(
            "Standard: loan_term lte 72 months when equipment_condition is new",
            "Standard: loan_term lte 60 months when equipment_condition is used",
            "Standard: down_payment gte 10 percent when equipment_condition is used");
  }

  @Test
  void industriesAreNoPrograms() {
    assertThat(
            facts(
                table(
                    "Industry | Max term | Max amount",
                    "Trucking | 48 months | $100,000",
                    "Restaurants | 36 months | $50,000")))
        .containsExactlyInAnyOrder(
            "Standard: loan_term lte 48 months when industry is trucking",
            "Standard: loan_amount lte 100000 USD when industry is trucking",
            "Standard: loan_term lte 36 months when industry is restaurant",
            "Standard: loan_amount lte 50000 USD when industry is restaurant");
  }

  @Test
  void whereARateIsToldOnRequestIsLentAsWell() {
    assertThat(
            facts(
                table(
                    "Amount | 24 mo | 36 mo | 60 mo",
                    "$10,000 - $24,999 | 9.5% | 9.25% | Call",
                    "$25,000 - $100,000 | 8.5% | 8.25% | Call")))
        .isNotEmpty()
        .allMatch(fact -> fact.contains(" rate "));
  }

  @Test
  void classesOfEquipmentAreNoPrograms() {
    assertThat(
            facts(
                table(
                    "Category | Examples | Max term | Max age",
                    "A | Machine tools | 84 months | 15 years",
                    "B | Trucks, trailers | 60 months | 10 years")))
        .isEmpty();
  }

  @Test
  void aTableMayHaveTitlesOverItsPartsAndRatesAtItsEnd() {
    assertThat(
            facts(
                table(
                    " | Gold | Silver",
                    "Customer | | ",
                    "FICO | 700 and above | 650 to 699",
                    "Time in business | 36 months | 24 months",
                    "Standard rates | | ",
                    "Up to 36 months | 5.99% | 7.99%",
                    "37 to 48 months | 6.24% | -")))
        .containsExactlyInAnyOrder(
            "Gold: fico_score gte 700",
            "Gold: time_in_business gte 36 months",
            "Gold: loan_term lte 48 months",
            "Gold: rate 599 bps, amounts  to , months  to 36",
            "Gold: rate 624 bps, amounts  to , months 37 to 48",
            "Silver: fico_score between [650, 699]",
            "Silver: time_in_business gte 24 months",
            "Silver: loan_term lte 36 months",
            "Silver: rate 799 bps, amounts  to , months  to 36");
  }

  @Test
  void labelsWithOneFieldMayStandOverATableOfRates() {
    assertThat(
            facts(
                table(
                    "FICO | 720 minimum | < | <",
                    "Trade lines | 5 minimum | < | <",
                    "Buy rate | 24 - 36 mo | 37 - 48 mo | 49 - 60 mo",
                    "$20,000 - $74,999 | 7.10% | 7.35% | 7.80%",
                    "$75,000 - $199,999 | 6.75% | 6.95% | 7.40%")))
        .contains(
            "Standard: fico_score gte 720",
            "Standard: trade_lines gte 5",
            "Standard: rate 710 bps, amounts 20000 to 74999, months 24 to 36",
            "Standard: rate 740 bps, amounts 75000 to 199999, months 49 to 60");
  }

  @Test
  void listsOfWhatIsNotFinancedMaySayOfWhatKindTheyAre() {
    assertThat(
            facts(
                table(
                    "All programs | Not financed",
                    "Personal guaranty required | INDUSTRIES:",
                    "No open tax liens | Towing",
                    "No sale-leasebacks | Hot shot",
                    " | EQUIPMENT:",
                    " | Glider kits")))
        .containsExactlyInAnyOrder(
            "Standard: personal_guarantee is_true true",
            "Standard: tax_lien is_false true when open",
            "Standard: sale_leaseback is_false true",
            "Standard: industry not_in [hot shot, towing]",
            "Standard: equipment_type not_in [glider kits]");
  }

  /** Rates by programs that were described under another heading before. */
  @Test
  void programsAreKnownByTheNamesTheyHadBefore() {
    assertThat(
            facts(
                new Heading("What we ask for", 14, BOX),
                table(
                    " | Main Street | Contractor",
                    "FICO, minimum | 660 | 680",
                    "Time in business | 2 years | 4 years"),
                new Heading("Partner rates", 14, BOX),
                table(
                    "Loan amount | Main Street | Contractor",
                    "$10,000 to $99,999 | 8.25% | 7.99%",
                    "$100,000 and over | 7.75% | 7.40%")))
        .contains(
            "Main Street: fico_score gte 660",
            "Main Street: rate 825 bps, amounts 10000 to 99999, months  to ",
            "Contractor: time_in_business gte 4 years",
            "Contractor: rate 740 bps, amounts 100000 to , months  to ");
  }

  /** A title that sounds like a program, and holds all of them. */
  @Test
  void aTitleOverAllProgramsIsNone() {
    assertThat(
            facts(
                new Heading("Summer Rates Special", 20, BOX),
                table(
                    " | Grade A | Grade B",
                    "FICO | 720 | 680",
                    "Time in business | 5 years | 2 years")))
        .containsExactlyInAnyOrder(
            "Grade A: fico_score gte 720",
            "Grade A: time_in_business gte 5 years",
            "Grade B: fico_score gte 680",
            "Grade B: time_in_business gte 2 years");
  }

  @Test
  void whatIsSaidOfProgramsByNameIsTheirs() {
    assertThat(
            facts(
                table(
                    " | Prime | Core", "FICO | 720 | 680", "Time in business | 5 years | 2 years"),
                item("Private party sales are not available for Core."),
                item("Prime. PayNet of 680 or better. Terms up to 72 months.")))
        .containsExactlyInAnyOrder(
            "Prime: fico_score gte 720",
            "Prime: time_in_business gte 5 years",
            "Prime: paynet_score gte 680",
            "Prime: loan_term lte 72 months",
            "Core: fico_score gte 680",
            "Core: time_in_business gte 2 years",
            "Core: private_party_sale is_false true");
  }

  @Test
  void aHeadingMaySetTheConditionOfWhatStandsBelow() {
    assertThat(
            facts(
                item("A personal guarantee is required."),
                new Heading("If the buyer is a start-up", 14, BOX),
                item("720 minimum FICO"),
                item("Borrower must own a home")))
        .containsExactlyInAnyOrder(
            "Standard: personal_guarantee is_true true",
            "Standard: fico_score gte 720 when start-up",
            "Standard: homeownership is_true true when start-up");
  }

  /** A limit to young businesses, of which it is not clear whose it is. */
  @Test
  void noLenderTakesOnlyYoungBusinesses() {
    assertThat(facts(item("Under 2 years in business"), item("FICO of 650 or better")))
        .containsExactly("Standard: fico_score gte 650");
  }

  @Test
  void ratesStandBelowTheNamesOfTheirPrograms() {
    assertThat(
            facts(
                table(
                    "Amount financed | 24-36 months | 37-60 months",
                    "A Credit | < | <",
                    "$10,000 - $49,999 | 8.75% | 8.95%",
                    "B Credit | < | <",
                    "$10,000 - $49,999 | 11.25% | -",
                    "B Credit requests over 36 months are quoted one by one. | < | <")))
        .contains(
            "A Credit: rate 875 bps, amounts 10000 to 49999, months 24 to 36",
            "A Credit: rate 895 bps, amounts 10000 to 49999, months 37 to 60",
            "B Credit: rate 1125 bps, amounts 10000 to 49999, months 24 to 36");
  }

  @Test
  void aHeadMayComeAgainBelowTheNextProgram() {
    assertThat(
            facts(
                new Heading("Tier 1", 11, BOX),
                table(
                    "Amount | 24-36 months | 37-60 months",
                    "$10,000 - $49,999 | 8.75% | 8.95%",
                    "Tier 2 | | ",
                    "Amount | 24-36 months | 37-60 months",
                    "$10,000 - $49,999 | 11.25% | 11.50%")))
        .contains(
            "Tier 1: rate 895 bps, amounts 10000 to 49999, months 37 to 60",
            "Tier 2: rate 1150 bps, amounts 10000 to 49999, months 37 to 60");
  }

  @Test
  void aRateMayBeHeadedByAProgramWithItsAmounts() {
    assertThat(
            facts(
                table(
                    "Program and amount | 24-36 months | 37-60 months",
                    "Tier 1, $50,000 to $149,999 | 6.95% | 7.10%",
                    "Tier 1, $150,000 and over | 6.60% | 6.75%",
                    "Tier 2 (up to $50,000) | 8.25% | 8.50%")))
        .contains(
            "Tier 1: rate 710 bps, amounts 50000 to 149999, months 37 to 60",
            "Tier 1: rate 675 bps, amounts 150000 to , months 37 to 60",
            "Tier 2: rate 825 bps, amounts  to 50000, months 24 to 36");
  }

  /** The amounts are the rates', and the limit of each program is said once for all its rows. */
  @Test
  void aProgramMayHaveSeveralRowsOfRatesAndOneLimit() {
    assertThat(
            facts(
                table(
                    "Tier | Amount financed | 24-36 months | 37-60 months | Application only",
                    "Gold | $20,000 - $149,999 | 5.49% | 5.59% | Up to $400,000",
                    "Gold | $150,000 - $900,000 | 4.99% | 5.09% | Up to $400,000",
                    "Silver | $20,000 - $250,000 | 8.99% | 9.24% | Up to $100,000")))
        .contains(
            "Gold: rate 559 bps, amounts 20000 to 149999, months 37 to 60",
            "Gold: rate 499 bps, amounts 150000 to 900000, months 24 to 36",
            "Silver: rate 924 bps, amounts 20000 to 250000, months 37 to 60")
        .noneMatch(fact -> fact.matches("Gold: loan_amount .*(?:149999|150000).*"));
  }

  @Test
  void programsAreKnownBeforeTheirParagraphs() {
    assertThat(
            facts(
                new Heading("At a glance", 14, BOX),
                table(
                    "Program | FICO | Time in business",
                    "B Credit | 620+ | 3 years",
                    "C Credit | 580+ | 2 years"),
                new Heading("Added requirements by program", 14, BOX),
                item("B Credit. At least 3 trade lines. Application only up to $75,000."),
                item("C Credit. Guarantor must own a home."),
                item("B Credit and C Credit: personal guarantee required.")))
        .contains(
            "B Credit: trade_lines gte 3",
            "B Credit: application_only lte 75000 USD",
            "C Credit: homeownership is_true true",
            "B Credit: personal_guarantee is_true true",
            "C Credit: personal_guarantee is_true true")
        .noneMatch(fact -> fact.startsWith("all:") || fact.startsWith("Added"));
  }

  @Test
  void programsAreKnownBesideTheirSentences() {
    assertThat(
            facts(
                table(
                    "Program | FICO | Time in business",
                    "First Route | 680+ | 2 years",
                    "Fleet Line | 660+ | 5 years"),
                table(
                    "First Route | Homeownership required.",
                    "Fleet Line | Annual revenue of $750,000 or more.")))
        .contains(
            "First Route: homeownership is_true true", "Fleet Line: annual_revenue gte 750000 USD");
  }

  @Test
  void aListOfExclusionsGoesOnOnTheNextPage() {
    assertThat(
            facts(
                List.of(
                    List.of(item("We do not finance customers in these industries:")),
                    List.of(
                        new Item("Airlines", true, BOX.left(), BOX),
                        new Item("Casinos", true, BOX.left(), BOX)))))
        .containsExactly("Standard: industry not_in [airlines, casinos]");
  }

  @Test
  void amountsMayStandInTheHeadsOrTheCornerOfRates() {
    assertThat(
            facts(
                table(
                    "Term / deal size | Tier 1 $10,000 - $150,000 | Tier 2 $10,000 - $50,000",
                    "12 - 24 months | 14.90% | 19.50%",
                    "25 - 36 months | 14.25% | -"),
                table(
                    "Buy rate, $60,000 to $90,000 | 24-36 months | 37-48 months",
                    "Tier 3 | 15.25% | 14.95%")))
        .contains(
            "Tier 1: rate 1425 bps, amounts 10000 to 150000, months 25 to 36",
            "Tier 2: rate 1950 bps, amounts 10000 to 50000, months 12 to 24",
            "Tier 3: rate 1495 bps, amounts 60000 to 90000, months 37 to 48");
  }

  @Test
  void aTitleMayStandBesideWhatItHeads() {
    assertThat(
            facts(
                beside("Single Route", "FICO 640 minimum", "1 year in business"),
                beside("Multi Route", "FICO 650 minimum", "2 years in business")))
        .contains("Single Route: fico_score gte 640", "Multi Route: time_in_business gte 2 years")
        .noneMatch(fact -> fact.startsWith("Standard:") || fact.startsWith("all:"));
  }

  private static Columns beside(String title, String... entries) {
    List<List<Block>> columns = new ArrayList<>();
    columns.add(List.of(new Heading(title, 14, BOX), item("For contractors")));
    for (String entry : entries) {
      columns.add(List.of(new Item(entry, true, BOX.left(), BOX)));
    }
    return new Columns(columns, BOX);
  }

  private static Heading heading(String text, float prominence) {
    return new Heading(text, prominence, BOX);
  }

  @Test
  void ratesOfAllGradesAreNotThoseOfTheOneDescribedLast() {
    assertThat(
            facts(
                heading("A Credit", 12),
                item("FICO of at least 720."),
                heading("B Credit", 12),
                item("FICO of at least 670."),
                heading("Buy rates", 10),
                table(
                    "Transaction size | A Credit | B Credit",
                    "$5,000 to $24,999 | 9.49% | 11.99%",
                    "$25,000 to $74,999 | 8.79% | 10.99%"),
                heading("The rules that hold for A and B", 10),
                heading("Equipment", 10),
                item("Nothing older than 6 years.")))
        .contains(
            "A Credit: rate 949 bps, amounts 5000 to 24999, months  to ",
            "B Credit: rate 1199 bps, amounts 5000 to 24999, months  to ",
            "all: equipment_age lte 6 years")
        .noneMatch(fact -> fact.startsWith("B Credit A"));
  }

  @Test
  void aHeadingThatListsThingsIsNoProgram() {
    assertThat(
            facts(
                heading("Auto Shop Program", 12),
                heading("Lifts, alignment racks, paint booths", 11),
                item("FICO of at least 640."),
                heading("Turf Program", 12),
                heading("Mowers, skid steers, chippers", 11),
                item("FICO of at least 670.")))
        .containsExactly(
            "Auto Shop Program: fico_score gte 640", "Turf Program: fico_score gte 670");
  }

  @Test
  void theNameOfTheWholePaperIsNoProgram() {
    assertThat(
            facts(
                heading("Program Guidelines for Originating Partners", 13),
                heading("Distributor rate card, effective April 1, 2025", 12),
                heading("Credit", 10),
                item("FICO of at least 640.")))
        .containsExactly("Standard: fico_score gte 640", "effective from 2025-04-01");
  }

  /** Headings side by side hold for the whole paper, as they would on one page. */
  @Test
  void headingsAtThePagesFootStandOverTheNextPage() {
    List<Block> first =
        List.of(
            heading("Gold Program", 14),
            item("FICO of at least 700."),
            heading("Silver Program", 14),
            item("FICO of at least 660."),
            columns(heading("Equipment", 11), heading("Credit", 11), heading("Where", 11)));
    List<Block> second =
        List.of(
            columns(
                item("Nothing older than 3 years."),
                item("No open judgments."),
                item("We do not fund in Alaska.")));
    assertThat(facts(List.of(first, second)))
        .contains(
            "all: equipment_age lte 3 years",
            "all: judgement is_false true when open",
            "all: state not_in [ak]");
  }

  @Test
  void requirementsMayBeThoseForAProgram() {
    assertThat(
            facts(
                heading("Requirements for Gold", 12),
                item("FICO of at least 700."),
                heading("Requirements for Silver", 12),
                item("FICO of at least 680.")))
        .containsExactly("Gold: fico_score gte 700", "Silver: fico_score gte 680");
  }

  @Test
  void aListInColumnsBelowALeadIsOfWhatTheLeadSays() {
    assertThat(
            facts(
                item("Borrowers engaged in any of the following industries are not eligible:"),
                columns(item("Cannabis"), item("Nightclubs"))))
        .containsExactly("Standard: industry not_in [cannabis, nightclubs]");
  }

  /** Columns of one block each. */
  private static Columns columns(Block... blocks) {
    return new Columns(Arrays.stream(blocks).map(List::of).toList(), BOX);
  }
}
