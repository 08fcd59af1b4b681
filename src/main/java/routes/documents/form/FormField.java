package routes.documents.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a loan application: what forms call them, and what kind of value they take. */
public enum FormField {
  REFERENCE(
      "/reference_id",
      Kind.TEXT,
      "reference(?: ?(?:id|no\\.?|number|#))?|application (?:id|no\\.?|number|#)"),
  LEGAL_NAME(
      "/business/legal_name",
      Kind.TEXT,
      "(?:legal )?(?:business|company)(?: legal)? name|legal name(?: of business)?"),
  APPLICANT("/applicant/name", Kind.TEXT, "applicant(?: name)?|contact name"),
  EMAIL("/applicant/email", Kind.TEXT, "e-?mail(?: address)?"),
  STATE(
      "/business/state",
      Kind.STATE,
      "state(?: of (?:business|operation|incorporation))?|business state"),
  INDUSTRY("/business/industry", Kind.TEXT, "industry|(?:type|nature) of business|business type"),
  TIME_IN_BUSINESS(
      "/business/time_in_business_months",
      Kind.MONTHS,
      "(?:time|years|months) in business(?: \\((?:years|months)\\))?|tib"),
  EXPERIENCE(
      "/business/industry_experience_months",
      Kind.MONTHS,
      "(?:industry experience|experience in industry|(?:years|months) of (?:industry )?experience)(?: \\((?:years|months)\\))?"),
  REVENUE(
      "/business/annual_revenue",
      Kind.MONEY,
      "(?:gross )?annual (?:gross )?(?:revenue|sales)|(?:gross )?(?:revenue|sales)"),
  FLEET("/business/fleet_size", Kind.NUMBER, "fleet size|(?:number of )?trucks in fleet"),
  START_UP("/business/start_up", Kind.YES_NO, "(?:is this a )?start-?up(?: business)?"),
  FICO("/guarantors/0/fico_score", Kind.SCORE, "(?:guarantor )?(?:fico|credit)(?: score)?"),
  CITIZEN("/guarantors/0/us_citizen", Kind.YES_NO, "(?:u\\.?s\\.? )citizen(?:ship)?"),
  HOMEOWNER("/guarantors/0/homeowner", Kind.YES_NO, "home ?owner(?:ship)?|owns? (?:a )?home"),
  OWNERSHIP(
      "/guarantors/0/ownership_percent",
      Kind.PERCENT,
      "(?:%|percent(?:age)?(?: of)?)? ?ownership(?: ?(?:%|percent))?(?: \\(%\\))?"),
  RESIDENCE(
      "/guarantors/0/residence_years",
      Kind.YEARS,
      "years at (?:residence|address|home)|(?:time|years) at current residence"),
  PAYNET("/credit/paynet_score", Kind.SCORE, "pay ?net(?: master ?score| score)?"),
  BANKRUPTCY("/credit/bankruptcy", Kind.YES_NO, "(?:prior |any )?bankruptc(?:y|ies)"),
  DISCHARGED(
      "/credit/bankruptcy_discharged_years",
      Kind.YEARS,
      "(?:years since (?:bankruptcy )?discharge|bankruptcy discharged(?: \\(years\\))?)"),
  FORECLOSURE("/credit/foreclosure", Kind.YES_NO, "(?:prior |any )?foreclosures?"),
  REPOSSESSION("/credit/repossession", Kind.YES_NO, "(?:prior |any )?repossessions?"),
  JUDGEMENT("/credit/judgement", Kind.YES_NO, "(?:any |open )?judge?ments?"),
  TAX_LIEN("/credit/tax_lien", Kind.YES_NO, "(?:any |open )?tax liens?"),
  COLLECTIONS(
      "/credit/collections_past_3_years",
      Kind.NUMBER,
      "collections(?: \\(?(?:in )?(?:the )?(?:past|last) 3 years\\)?)?"),
  COMPARABLE(
      "/credit/comparable_credit_percent", Kind.PERCENT, "comparable credit(?: ?(?:%|\\(%\\)))?"),
  TRADE_HISTORY(
      "/credit/trade_history_years",
      Kind.YEARS,
      "trade history(?: \\(years\\))?|years of trade history"),
  REVOLVING(
      "/credit/revolving_available_percent",
      Kind.PERCENT,
      "revolving (?:credit )?available(?: ?(?:%|\\(%\\)))?"),
  AMOUNT(
      "/loan/amount",
      Kind.MONEY,
      "(?:loan |requested |finance |financing )?amount(?: requested| financed)?|(?:equipment )?cost to finance"),
  TERM(
      "/loan/term_months",
      Kind.MONTHS,
      "(?:loan |requested )?term(?: requested)?(?: \\(?(?:in )?(?:months|years)\\)?)?"),
  DOWN_PAYMENT(
      "/loan/down_payment_percent", Kind.PERCENT, "down payment(?: ?(?:%|\\(%\\)|percent))?"),
  SOFT_COSTS("/loan/soft_costs_percent", Kind.PERCENT, "soft costs?(?: ?(?:%|\\(%\\)|percent))?"),
  EQUIPMENT_TYPE(
      "/equipment/type", Kind.TEXT, "equipment(?: type| description)?|type of equipment"),
  EQUIPMENT_CATEGORY("/equipment/category", Kind.TEXT, "(?:equipment )?category"),
  EQUIPMENT_AGE(
      "/equipment/age_years", Kind.YEARS, "(?:equipment )?age(?: of equipment)?(?: \\(years\\))?"),
  MILEAGE("/equipment/mileage", Kind.NUMBER, "mileage|odometer"),
  CONDITION(
      "/equipment/condition", Kind.CONDITION, "(?:equipment )?condition|new or used|new/used"),
  PRIVATE_PARTY("/equipment/private_party_sale", Kind.YES_NO, "private[- ]party(?: sale)?"),
  LEASEBACK("/equipment/sale_leaseback", Kind.YES_NO, "sale[- ]?(?:and[- ])?leaseback");

  enum Kind {
    TEXT,
    STATE,
    YES_NO,
    NUMBER,
    SCORE,
    MONEY,
    PERCENT,
    MONTHS,
    YEARS,
    CONDITION
  }

  private static final int LONGEST_TEXT = 200;

  private final String path;
  private final Kind kind;
  private final Pattern label;

  FormField(String path, Kind kind, String label) {
    this.path = path;
    this.kind = kind;
    this.label = Pattern.compile(label, Pattern.CASE_INSENSITIVE);
  }

  /** The field that a label under a heading stands for, if it is one of an application. */
  public static Optional<FormField> named(String section, String words) {
    String plain = words.replaceAll("\\s+", " ").trim();
    boolean business = section.toLowerCase(Locale.ROOT).contains("business");
    for (FormField field : values()) {
      if (field.label.matcher(plain).matches()) {
        return Optional.of(field);
      }
    }
    return business && plain.equalsIgnoreCase("name") ? Optional.of(LEGAL_NAME) : Optional.empty();
  }

  /** What was filled in, as the field's kind of value; empty when it is no such value. */
  public Optional<JsonNode> value(String written, String labelled) {
    String text = written.replaceAll("[_\\s]+", " ").trim();
    if (text.isEmpty() || text.length() > LONGEST_TEXT || text.matches("(?i)n/?a|-+|none given")) {
      return Optional.empty();
    }
    return switch (kind) {
      case TEXT -> Optional.of(TextNode.valueOf(text));
      case STATE -> FormValues.state(text).map(TextNode::valueOf);
      case CONDITION ->
          text.matches("(?i)new|used")
              ? Optional.of(TextNode.valueOf(text.toLowerCase(Locale.ROOT)))
              : Optional.empty();
      case YES_NO -> FormValues.truth(text).map(BooleanNode::valueOf);
      case NUMBER -> FormValues.number(text, "miles|units|trucks");
      case SCORE ->
          FormValues.number(text, "").filter(score -> score.asInt() >= 300 && score.asInt() <= 950);
      case MONEY -> FormValues.money(text);
      case PERCENT ->
          FormValues.number(text, "%|percent").filter(percent -> percent.asDouble() <= 200);
      case MONTHS -> FormValues.months(text, labelled);
      case YEARS -> FormValues.number(text, "years?|yrs?\\.?");
    };
  }

  /** Puts a value in its place in an application. */
  public void put(ObjectNode application, JsonNode value) {
    String[] steps = path.substring(1).split("/", -1);
    ObjectNode at = application;
    for (int i = 0; i < steps.length - 1; i++) {
      boolean list = steps[i + 1].equals("0");
      @Nullable JsonNode inner = at.get(steps[i]);
      if (list) {
        ArrayNode array = inner == null ? at.putArray(steps[i]) : (ArrayNode) inner;
        at = array.isEmpty() ? array.addObject() : (ObjectNode) array.get(0);
        i++;
      } else {
        at = inner == null ? at.putObject(steps[i]) : (ObjectNode) inner;
      }
    }
    at.set(steps[steps.length - 1], value);
  }
}
