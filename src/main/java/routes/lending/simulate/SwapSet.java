package routes.lending.simulate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.lending.decision.Outcome;

/**
 * What a draft would have changed.
 *
 * @param presentVersion the version that judges now
 * @param draftVersion the version that was tried
 * @param applications how many were replayed
 * @param moves how many went from each outcome to each
 * @param newlyApproved how many were refused and would no longer be
 * @param newlyDeclined how many were not refused and would be
 * @param rateChanges how many would have another rate, or one or none for the first time
 * @param byReason the moves by the reason they hang on, by code
 * @param swaps the applications that would come to something else, in the order given
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SwapSet(
    String presentVersion,
    String draftVersion,
    int applications,
    Map<Outcome, Map<Outcome, Integer>> moves,
    int newlyApproved,
    int newlyDeclined,
    int rateChanges,
    List<Count> byReason,
    List<Swap> swaps) {

  /**
   * Moves that hang on one reason.
   *
   * @param code the reason's code
   * @param better applications that would be better off
   * @param worse applications that would be worse off
   */
  public record Count(String code, int better, int worse) {}

  /**
   * One application that would come to something else.
   *
   * @param applicationId its id
   * @param before what it came to
   * @param after what it would come to
   * @param rateBefore the rate it had
   * @param rateAfter the rate it would have
   * @param codes the reasons the move hangs on: the new ones when worse off, else the former ones
   * @param gone sentences that no longer stand
   * @param come sentences that would be new
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Swap(
      String applicationId,
      Outcome before,
      Outcome after,
      @Nullable Integer rateBefore,
      @Nullable Integer rateAfter,
      List<String> codes,
      List<String> gone,
      List<String> come) {}

  /** The swaps as CSV by RFC 4180, with a header line; cells that a sheet would run are quoted. */
  public String toCsv() {
    StringBuilder csv =
        new StringBuilder("application_id,before,after,rate_before,rate_after,codes,gone,come\r\n");
    for (Swap swap : swaps) {
      csv.append(
          String.join(
              ",",
              cell(swap.applicationId()),
              swap.before().name(),
              swap.after().name(),
              swap.rateBefore() == null ? "" : swap.rateBefore().toString(),
              swap.rateAfter() == null ? "" : swap.rateAfter().toString(),
              cell(String.join(" ", swap.codes())),
              cell(String.join(" ", swap.gone())),
              cell(String.join(" ", swap.come()))));
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
