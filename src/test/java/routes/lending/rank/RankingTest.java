package routes.lending.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import routes.lending.decision.Outcome;

class RankingTest {

  private static Candidate candidate(
      String id, String name, Outcome outcome, String score, Integer rateBps) {
    return new Candidate(
        new LenderRef(id, name), MatchStatus.COMPLETED, outcome, new BigDecimal(score), rateBps);
  }

  @Test
  void ordersByOutcomeScoreRateNameAndId() {
    List<Candidate> best =
        List.of(
            candidate("9", "Zeta", Outcome.ELIGIBLE, "100.0", 700),
            candidate("8", "Alpha", Outcome.ELIGIBLE, "100.0", 725),
            candidate("7", "Beta", Outcome.ELIGIBLE, "100", 725),
            candidate("6", "Alpha", Outcome.ELIGIBLE, "100.0", null),
            candidate("5", "Alpha", Outcome.ELIGIBLE, "92.5", 600),
            candidate("4", "Alpha", Outcome.NEEDS_REVIEW, "100.0", 500),
            candidate("2", "Alpha", Outcome.INELIGIBLE, "0.0", null),
            candidate("3", "Alpha", Outcome.INELIGIBLE, "0.0", null),
            new Candidate(new LenderRef("1", "Alpha"), MatchStatus.FAILED, null, null, null));
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      List<Candidate> shuffled = new ArrayList<>(best);
      Collections.shuffle(shuffled, random);
      assertThat(Ranking.rank(shuffled)).containsExactlyElementsOf(best);
    }
  }
}
