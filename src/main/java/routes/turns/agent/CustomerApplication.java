package routes.turns.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An application as its applicant may know it.
 *
 * @param reference the customer's name for it; absent if it has none
 * @param status uploaded, processing, completed or failed
 * @param amount in dollars
 * @param lenders how many were asked, once it is completed
 * @param eligible how many of them can take it
 * @param bestRateBps buy rate of the best one, in basis points
 */
public record CustomerApplication(
    @JsonProperty("id") String id,
    @JsonProperty("reference") @Nullable String reference,
    @JsonProperty("status") String status,
    @JsonProperty("amount") BigDecimal amount,
    @JsonProperty("lenders") @Nullable Integer lenders,
    @JsonProperty("eligible") @Nullable Integer eligible,
    @JsonProperty("best_lender") @Nullable String bestLender,
    @JsonProperty("best_rate_bps") @Nullable Integer bestRateBps) {

  /** What it is called. */
  String name() {
    return reference == null ? id : reference;
  }

  /** How it stands, in a sentence or two. */
  String sentence() {
    String head = "Application %s over %s ".formatted(name(), dollars(amount));
    return switch (status) {
      case "uploaded" -> head + "has arrived and waits for its turn.";
      case "processing" -> head + "is being matched with lenders.";
      case "completed" -> head + matched();
      default -> head + "could not be processed; we will look at it.";
    };
  }

  private String matched() {
    int asked = lenders == null ? 0 : lenders;
    int able = eligible == null ? 0 : eligible;
    if (asked == 0) {
      return "has been looked at; no lender was there to be asked.";
    }
    if (able == 0) {
      return "has been matched: none of %d lenders can take it as it stands.".formatted(asked);
    }
    String best =
        bestLender == null
            ? ""
            : " The best match is %s%s.".formatted(bestLender, bestRateBps == null ? "" : rate());
    return "has been matched: %d of %d lenders can take it.%s".formatted(able, asked, best);
  }

  private String rate() {
    BigDecimal percent = BigDecimal.valueOf(bestRateBps == null ? 0 : bestRateBps, 2);
    return " at %s %%".formatted(percent.setScale(2, RoundingMode.HALF_UP).toPlainString());
  }

  private static String dollars(BigDecimal amount) {
    DecimalFormat format =
        new DecimalFormat("$#,##0.##", DecimalFormatSymbols.getInstance(Locale.US));
    return format.format(amount);
  }
}
