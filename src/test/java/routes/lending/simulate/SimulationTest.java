package routes.lending.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routes.lending.Samples;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.Outcome;
import routes.lending.simulate.Simulation.Replayed;
import routes.lending.simulate.SwapSet.Swap;

class SimulationTest {

  private static CompiledPolicy policy(int fico, int rateBps) {
    return Samples.compiled(
        """
        {"lender": "Cedar", "programs": [{"name": "A", "rates": [{"rateBps": %d}],
          "criteria": [{"type": "fico_score", "operator": "gte", "value": %d}]}]}"""
            .formatted(rateBps, fico));
  }

  private static List<Replayed> applications(int... scores) {
    return IntStream.range(0, scores.length)
        .mapToObj(
            i -> new Replayed("app-" + i, Samples.with("guarantors.0.fico_score", "" + scores[i])))
        .toList();
  }

  @Test
  void tellsWhoWouldBeNewlyApproved() {
    SwapSet set = Simulation.run(policy(700, 700), policy(680, 700), applications(650, 690, 710));
    assertThat(set.applications()).isEqualTo(3);
    assertThat(set.newlyApproved()).isEqualTo(1);
    assertThat(set.newlyDeclined()).isZero();
    assertThat(set.byReason()).containsExactly(new SwapSet.Count("guarantor_credit", 1, 0));
    assertThat(set.moves().get(Outcome.INELIGIBLE))
        .containsEntry(Outcome.INELIGIBLE, 1)
        .containsEntry(Outcome.ELIGIBLE, 1);
    Swap swap = swapOf(set, "app-1");
    assertThat(swap.before()).isEqualTo(Outcome.INELIGIBLE);
    assertThat(swap.after()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(swap.gone()).containsExactly("FICO 690 is below the minimum of 700.");
    assertThat(swap.come()).isEmpty();
  }

  private static Swap swapOf(SwapSet set, String id) {
    return set.swaps().stream()
        .filter(swap -> swap.applicationId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsWhoWouldBeNewlyDeclinedAndWhoseRateWouldChange() {
    SwapSet set = Simulation.run(policy(680, 700), policy(700, 725), applications(650, 690, 710));
    assertThat(set.newlyDeclined()).isEqualTo(1);
    assertThat(set.byReason()).containsExactly(new SwapSet.Count("guarantor_credit", 0, 1));
    assertThat(set.rateChanges()).isEqualTo(2);
    assertThat(swapOf(set, "app-2").rateAfter()).isEqualTo(725);
    assertThat(set.toCsv())
        .isEqualTo(
            "application_id,before,after,rate_before,rate_after,codes,gone,come\r\n"
                + "app-1,ELIGIBLE,INELIGIBLE,700,,guarantor_credit,,FICO 690 is below the minimum"
                + " of 700.\r\n"
                + "app-2,ELIGIBLE,ELIGIBLE,700,725,,,\r\n");
  }

  @Test
  void theSameVersionChangesNothing() {
    SwapSet set = Simulation.run(policy(680, 700), policy(680, 700), applications(600, 700, 800));
    assertThat(set.swaps()).isEmpty();
    assertThat(set.presentVersion()).isEqualTo(set.draftVersion());
  }

  @Test
  void aCellThatASheetWouldRunIsDefused() {
    List<Replayed> odd = List.of(new Replayed("=1+1,\"x\"", Samples.application()));
    assertThat(Simulation.run(policy(700, 700), policy(800, 700), odd).toCsv())
        .contains("\r\n\"'=1+1,\"\"x\"\"\",ELIGIBLE");
  }

  @Test
  void theChallengersShareIsStableAndGrows() {
    List<String> ids = IntStream.range(0, 10_000).mapToObj(i -> "app-" + i).toList();
    List<String> tenth = ids.stream().filter(id -> Challenger.takes("b", id, 1_000)).toList();
    List<String> fifth = ids.stream().filter(id -> Challenger.takes("b", id, 2_000)).toList();
    assertThat(tenth).hasSizeBetween(900, 1_100);
    assertThat(fifth).hasSizeBetween(1_850, 2_150).containsAll(tenth);
    assertThat(ids.stream().filter(id -> Challenger.takes("b", id, 1_000)).toList())
        .isEqualTo(tenth);
    assertThat(ids.stream().filter(id -> Challenger.takes("c", id, 1_000)).toList())
        .isNotEqualTo(tenth);
    assertThat(Challenger.takes("b", "x", 0)).isFalse();
    assertThat(Challenger.takes("b", "x", 10_000)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> Challenger.takes("b", "x", 10_001));
  }
}
