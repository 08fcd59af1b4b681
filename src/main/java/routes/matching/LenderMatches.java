package routes.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the lenders' answers; a lender whose evaluation failed becomes a failed match with its
 * reason, and the others go on.
 */
public final class LenderMatches implements AggregationStrategy {
  private static final Logger LOG = LoggerFactory.getLogger("routes.matching");

  @Override
  public Exchange aggregate(Exchange collected, Exchange lender) {
    if (collected == null) {
      List<MatchRow> rows = new ArrayList<>();
      rows.add(row(lender));
      lender.getMessage().setBody(rows);
      return lender;
    }
    rows(collected).add(row(lender));
    return collected;
  }

  @SuppressWarnings("unchecked")
  private static List<MatchRow> rows(Exchange collected) {
    return (List<MatchRow>) collected.getMessage().getBody(List.class);
  }

  private static MatchRow row(Exchange lender) {
    Exception failure = lender.getException();
    if (failure == null) {
      return lender.getMessage().getBody(MatchRow.class);
    }
    lender.setException(null);
    lender.getExchangeExtension().setRedeliveryExhausted(false);
    // The evaluation failed before it replaced the body: it still is the candidate.
    Map<?, ?> candidate = lender.getMessage().getBody(Map.class);
    String lenderId = Matching.lenderId(candidate);
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    LOG.warn("Lender ID {} could not be judged: {}", lenderId, reason);
    return MatchRow.failed(lenderId, Matching.policyVersion(candidate), reason);
  }
}
