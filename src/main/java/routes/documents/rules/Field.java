package routes.documents.rules;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import routes.lending.policy.Operator;

/** What lenders put numbers on: the words for it, its unit, and the bound that is usual. */
enum Field {
  COMPARABLE_CREDIT(
      "comparable_credit",
      Kind.PERCENT,
      Operator.GTE,
      0,
      200,
      "comparable loans? or leases?|(?:business )?comparable(?! trade)(?:s| (?:business |commercial |installment |loan |auto |equipment )?(?:credit|borrowing|debts?|loans?|financing|experience|history|borrowing history|credit history))?|\\bcomp(?:s| (?:credit|debt|borrowing))"),
  REVOLVING_AVAILABLE(
      "revolving_available",
      Kind.PERCENT,
      Operator.GTE,
      0,
      100,
      "(?:available )?revolving(?: (?:credit|debt|line))?(?: (?:available|availability))?|revolver availability"),
  APPLICATION_ONLY(
      "application_only", Kind.MONEY, Operator.LTE, 1_000, 10_000_000, "app(?:lication)?[- ]only"),
  PAYNET_SCORE(
      "paynet_score",
      Kind.SCORE,
      Operator.GTE,
      400,
      900,
      "pay ?net(?: (?:master ?)?scores?)?|master ?scores?"),
  FICO_SCORE(
      "fico_score",
      Kind.SCORE,
      Operator.GTE,
      400,
      900,
      "(?:fico|beacon|fair[- ]isaac|(?:personal |consumer )?credit (?:bureau )?scores?|personal credit(?! (?:history|bureau|report))|bureau scores?|cbi|(?<=(?:guarantors?|owners?|principals?) )scores?(?= (?:at least |a minimum of )?\\d)|trans ?union|equifax|experian)(?: ?®)?(?: scores?)?"),
  TIME_LICENSED(
      "time_licensed",
      Kind.DURATION,
      Operator.GTE,
      0,
      60,
      "(?:professional |practice |medical )?licen[sc]e(?: (?:held|issued|active))?(?=:? (?:for )?(?:at least )?\\d{1,2} (?:years?|months?))|held (?:the|an?|their|his or her) (?:professional |practice )?licen[sc]e|(?:time )?licen[sc]ed(?! (?:practices?|professionals?|clinicians?|doctors?|dentists?|veterinarians?|practitioners?|physicians?|health\\w*|medical|dealers?|contractors?|providers?))|licen[sc]ure"),
  INDUSTRY_EXPERIENCE(
      "industry_experience",
      Kind.DURATION,
      Operator.GTE,
      0,
      60,
      "industry exp\\b\\.?|(?:(?:prior |previous |related |relevant |same |verifiable |direct |hands-on )*industry )?(?:(?:related|work|[a-z]{3,}(?<!borrow|lend|leas|financ|pay|bank)ing|transportation|passenger|construction|trade|restaurant|medical|dental|laundry|farm) )*(?<!\\bcdl )experience(?: of (?:the )?(?:principal|owner|guarantor|operator))?(?: in (?:the |their |this )?(?:[a-z-]+ )?(?:industry|field|trade|profession)| in (?:farming|trucking|construction|agriculture|medicine|dentistry|logging|transportation|landscaping)\\b)?"),
  TIME_IN_BUSINESS(
      "time_in_business",
      Kind.DURATION,
      Operator.GTE,
      0,
      100,
      "(?:businesses|companies|practices|customers) (?=(?:under|less than) \\d+ (?:years?|months?))|(?:length of )?time[- ]in[- ](?:business|bus\\b\\.?)|\\btib\\b|(?:been )?in business|in (?:continuous )?operation|operating history|business history|business tenure|under (?:its |the )?(?:same|current|present) ownership|\\b(?:operat(?:ed|ing)|established) (?=for |at least |a minimum|under )|(?:be|been|practices?|business|businesses|companies|^) ?open(?=:? (?:for|at least|a minimum|min\\b|less than|under|\\d))"),
  ANNUAL_REVENUE(
      "annual_revenue",
      Kind.MONEY,
      Operator.GTE,
      1_000,
      1_000_000_000,
      "annual (?:practice )?collections|(?:gross )?annual (?:gross )?(?:business )?(?:sales|revenues?|receipts)|gross (?:sales|revenues?)|yearly (?:sales|revenues?)|\\brevenues?|\\bsales volume"),
  EQUIPMENT_AGE_AT_TERM_END(
      "equipment_age_at_term_end",
      Kind.DURATION,
      Operator.LTE,
      0,
      60,
      "(?:(?:equipment|collateral|asset|vehicle) )?age (?:at|by) (?:the )?(?:term[- ]end|end of (?:the )?(?:term|lease|loan|contract)|(?:lease |loan )?(?:maturity|termination))|age (?:of (?:the )?(?:equipment|collateral|unit|asset) )?(?:plus|\\+|and) (?:the )?(?:(?:loan|lease|finance) )?term(?: of (?:the )?(?:loan|lease|contract))?|\\b(?:at|by) (?:the )?(?:end of (?:the )?(?:term|lease|loan|contract)|(?:lease |loan )?maturity|(?:lease|loan|term)[- ]end)"),
  EQUIPMENT_AGE(
      "equipment_age",
      Kind.DURATION,
      Operator.LTE,
      0,
      60,
      "(?:equipment|collateral|assets?|vehicles?|units?)(?:'s)? (?:max(?:imum)?\\.? )?age|how old (?:can|may) (?:(?:the|your|an?) )?(?:\\w+ )?be|age of (?:the )?(?:used )?(?:equipment|collateral|assets?|vehicles?|units?)|^(?:new (?:and|or|&|/) ?used,? )(?=no older|no more than \\d+ years|up to \\d+ years)|\\b(?:(?:new (?:and|or|&|/) ?)?used )?(?:equipment|machines?|machinery|collateral|assets?|trucks?|tractors?|trailers?|vehicles?|units?):? (?=(?:not |shall be |must be |cannot be |can't be )?(?:be )?(?:over|older|newer|no older|not older|no more than|not more than|more than|greater than|up to|max|\\d+ (?:model )?(?:years?|yrs?) (?:old )?or (?:newer|less)))|\\bage limit|(?<=\\d years? )old(?= at most| or (?:newer|less)| max(?:imum)?\\b)|\\bor newer\\b|\\bequip\\.? (?:max(?:imum)? )?age|\\bmax(?:imum)?\\.? age\\b(?: of (?:the )?(?:used )?(?:equipment|collateral|assets?|vehicles?))?|\\bage\\b(?! of (?:the )?(?:oldest )?(?:trade|credit))|\\b(?:(?:new (?:and|or|&|/) ?)?used )?equipment(?= up to)"),
  EQUIPMENT_MILEAGE(
      "equipment_mileage",
      Kind.DISTANCE,
      Operator.LTE,
      1_000,
      2_000_000,
      "(?:vehicle |equipment |truck )?mileage|how many miles(?: (?:can|may))?|odometer|(?<=\\d{3} ?)\\bmiles\\b|(?:vehicles?|trucks?|tractors?|units?) (?=with (?:more than|over|above|in excess of) [\\d,]+ miles)"),
  SOFT_COSTS("soft_costs", Kind.PERCENT, Operator.LTE, 0, 100, "soft[- ]?costs?"),
  DOWN_PAYMENT(
      "down_payment",
      Kind.PERCENT,
      Operator.GTE,
      0,
      90,
      "(?:cash |money )?down[- ]?payments?|(?:cash |money )?\\bdown\\b|equity injection"),
  TRADE_LINES(
      "trade_lines",
      Kind.COUNT_OR_DURATION,
      Operator.GTE,
      0,
      60,
      "(?:age of (?:the )?(?:oldest )?)?(?:(?:comparable|comp|open|business|commercial) )*(?:trade ?-?lines?|trade (?:history|references?)|trades\\b)|(?<=(?:years?|yrs?) (?:of )?)(?:(?:established|personal|business) )*credit history|\\bcredit history(?: on (?:file|bureau|record))?(?=:)"),
  BANK_STATEMENTS(
      "bank_statements",
      Kind.DURATION,
      Operator.GTE,
      1,
      36,
      "(?:business )?bank(?:ing)? statements?"),
  TAX_RETURNS(
      "tax_returns",
      Kind.DURATION,
      Operator.GTE,
      1,
      10,
      "(?:business |corporate |personal )?tax returns?"),
  FINANCIAL_STATEMENTS(
      "financial_statements",
      Kind.DURATION,
      Operator.GTE,
      1,
      10,
      "(?:(?:business|company|corporate|fiscal|year-?end|cpa[- ]prepared|accountant[- ]prepared|reviewed|audited|compiled) )*(?:financial statements?|financials)"),
  OWNERSHIP(
      "ownership",
      Kind.PERCENT,
      Operator.GTE,
      1,
      100,
      "(?:guarantors?|signers?|signing owners?|owners who sign|principals?|owners?|(?:licensed )?(?:clinicians?|doctors?|dentists?|practitioners?|veterinarians?|physicians?))(?: (?:together|combined|collectively|jointly|must|shall|have to|to|in total))*,? (?:own|hold|represent|control)(?:ing)?\\b(?<=\\b(?:together|combined|collectively|jointly|in total|guarantors?|signers?|signing owners?|who sign|clinicians?|doctors?|dentists?|practitioners?|veterinarians?|physicians?)\\b.{0,20})|\\bmust (?:together )?(?:own|hold)(?= at least \\d+ ?(?:%|percent) of the (?:company|business|ownership|applicant|practice))|(?:combined|total|aggregate|guarantors?'?|signers?'?) ownership"),
  RESIDENCE_YEARS(
      "residence_years",
      Kind.DURATION,
      Operator.GTE,
      0,
      60,
      "(?:lived )?(?:at|time at|in) (?:the |their )?(?:current |present |same |primary |home )?(?:residence|address)|residency"),
  FLEET_SIZE(
      "fleet_size",
      Kind.SCORE,
      Operator.GTE,
      1,
      10_000,
      "(?<=\\d or more )(?:trucks|units|power units)\\b|fleets?(?: size)?(?: of)?(?: (?:trucks|units|vehicles))?|(?:trucks|tractors|units|vehicles) (?:now |currently )?(?:owned|operated|run|in (?:service|operation))|power units|\\brunning (?=(?:at least )?\\d)|\\b(?:run|operate|own) (?=(?:at least|a minimum of) \\d+ (?:trucks|units))|(?<=\\d (?:to|-) \\d{1,3} )(?:trucks|units|power units)\\b|(?<=\\d\\+ |\\d-\\d |\\d-\\d\\d )(?:trucks|units)\\b|(?:trucks|units|vehicles) in (?:the |their )?fleet"),
  CDL(
      "cdl",
      Kind.DURATION,
      Operator.GTE,
      0,
      60,
      "(?:class [ab] )?\\bcdl\\b(?: experience| licen[sc]e)?(?: with (?:a )?(?:passenger|hazmat) endorsement)?"),
  LOAN_TERM(
      "loan_term",
      Kind.DURATION,
      Operator.LTE,
      1,
      360,
      "(?:loan |lease |finance |financing |repayment |contract )?\\bterms?\\b(?: length)?|amortization|\\brepayment(?: period)?(?=:? (?:up to )?\\d)|\\b(?:over|for)(?= up to \\d{2,3} (?:months|mos))|\\b(?:over|for)(?= \\d{1,2} ?(?:-|to) ?\\d{2,3} (?:months|mos))"),
  LOAN_AMOUNT(
      "loan_amount",
      Kind.MONEY,
      Operator.LTE,
      500,
      1_000_000_000,
      "(?:single )?(?:application )?(?:loan|deal|transaction|finance|financing|financed|request|ticket|funding|credit|advance|lease|application|invoice|approval)s?[- ](?:amounts?|sizes?|range|limits?|minimum|maximum|min\\b|max\\b)|(?:total )?equipment cost|amounts? (?:financed|requested|range|to finance)|\\b(?:dollar )?amounts?\\b|(?:loan|deal|transaction|lease|application|financing|request)s?(?= (?:of |from |range|up to|between|starting|as (?:low|high)))|(?:minimum|maximum|min\\.?|max\\.?) (?:financed|funding)|^finance(?= (?:from|up to|between|\\$))|(?:minimum|maximum|min\\.?|max\\.?) (?:loan|deal|transaction|lease|financing|request|exposure|application|advance|ticket)s?|exposure|\\bfinanc(?:ing|ed)(?=: ?(?:up to |from )?\\$)|\\b(?:we|(?:our )?(?:customers|clients|borrowers)) (?:finance|fund|lend|write (?:leases|loans|deals))\\b");

  /** What kind of number belongs to a field. */
  enum Kind {
    SCORE,
    MONEY,
    PERCENT,
    DURATION,
    DISTANCE,
    COUNT_OR_DURATION
  }

  private final String type;
  private final Kind kind;
  private final Operator usual;
  private final BigDecimal least;
  private final BigDecimal most;
  private final Pattern words;

  Field(String type, Kind kind, Operator usual, long least, long most, String words) {
    this.type = type;
    this.kind = kind;
    this.usual = usual;
    this.least = BigDecimal.valueOf(least);
    this.most = BigDecimal.valueOf(most);
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  String type() {
    return type;
  }

  Kind kind() {
    return kind;
  }

  Operator usual() {
    return usual;
  }

  Pattern words() {
    return words;
  }

  /** Whether a quantity can be this field's: its unit fits and its size is a possible one. */
  boolean takes(Quantity quantity) {
    boolean unit =
        switch (kind) {
          case SCORE -> quantity.unit() == Unit.NONE;
          case MONEY -> quantity.unit() == Unit.USD;
          case PERCENT ->
              quantity.unit() == Unit.PERCENT
                  || (this == REVOLVING_AVAILABLE && quantity.unit() == Unit.USD);
          case DURATION -> quantity.unit() == Unit.YEARS || quantity.unit() == Unit.MONTHS;
          case DISTANCE -> quantity.unit() == Unit.MILES;
          case COUNT_OR_DURATION ->
              quantity.unit() == Unit.NONE
                  || quantity.unit() == Unit.YEARS
                  || quantity.unit() == Unit.MONTHS;
        };
    return unit && ((quantity.unit() == Unit.USD && kind == Kind.PERCENT) || possible(quantity));
  }

  private boolean possible(Quantity quantity) {
    BigDecimal scale =
        kind == Kind.DURATION
                && quantity.unit() == Unit.MONTHS
                && this != LOAN_TERM
                && this != BANK_STATEMENTS
            ? BigDecimal.valueOf(12)
            : BigDecimal.ONE;
    BigDecimal high = quantity.high() == null ? quantity.low() : quantity.high();
    return quantity
                .low()
                .compareTo(
                    least.multiply(this == TIME_IN_BUSINESS ? BigDecimal.ZERO : BigDecimal.ONE))
            >= 0
        && high.compareTo(most.multiply(scale)) <= 0;
  }
}
