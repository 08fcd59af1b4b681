package routes.lending.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.lending.Samples;
import routes.lending.decision.CompiledPolicy;
import routes.lending.history.HashChain.Break;
import routes.lending.history.HashChain.Entry;

class HistoryTest {
  private final List<Entry> chain = new ArrayList<>();

  @BeforeEach
  void fourEntries() {
    Entry last = null;
    for (String content : List.of("one", "two", "three", "four")) {
      last = HashChain.append(last, content);
      chain.add(last);
    }
  }

  private Break broken() {
    return HashChain.firstBreak(null, chain);
  }

  @Test
  void aSoundHistoryHasNoBreak() {
    assertThat(broken()).isNull();
    assertThat(HashChain.firstBreak(null, List.of())).isNull();
    assertThat(HashChain.firstBreak(chain.get(1), chain.subList(2, 4))).isNull();
  }

  @Test
  void aChangedEntryShows() {
    Entry two = chain.get(1);
    chain.set(1, new Entry(two.number(), two.previous(), "TWO", two.hash()));
    assertThat(broken()).isEqualTo(new Break(2, "Entry 2 was changed after it was written."));
  }

  @Test
  void anEntryWrittenAnewDoesNotFit() {
    chain.set(1, HashChain.append(chain.get(0), "TWO"));
    assertThat(broken()).isEqualTo(new Break(3, "Entry 3 does not continue the one before it."));
  }

  @Test
  void aRemovedEntryShows() {
    chain.remove(1);
    assertThat(broken()).isEqualTo(new Break(2, "Entry 2 is missing: entry 3 follows."));
    chain.remove(0);
    assertThat(broken().number()).isEqualTo(1);
  }

  @Test
  void aDecisionExecutedAgainGivesTheSameBytes() {
    CompiledPolicy policy =
        Samples.policy(
            "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":720}",
            "{\"type\":\"equipment_mileage\",\"operator\":\"lte\",\"value\":5}");
    String input = Samples.application().snapshot().toString();
    DecisionRecord record = DecisionRecord.of(input, policy.evaluate(Samples.application()));
    assertThat(record.repeatable()).isTrue();
    assertThat(record.difference(policy, input)).isNull();
    assertThat(record.difference(policy, input.replace("712", "713")))
        .isEqualTo("the application was changed after it had been judged");
  }

  @Test
  void whatWasForgedOrChangedSinceShows() {
    CompiledPolicy policy =
        Samples.policy("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":720}");
    CompiledPolicy other =
        Samples.policy("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":721}");
    String input = Samples.application().snapshot().toString();
    DecisionRecord record = DecisionRecord.of(input, policy.evaluate(Samples.application()));
    assertThat(record.difference(other, input)).contains("was changed after it had decided");
    DecisionRecord forged =
        new DecisionRecord(
            record.engineVersion(),
            record.policyVersion(),
            record.inputSha256(),
            record.decisionSha256(),
            "ELIGIBLE",
            record.score(),
            record.bestProgram(),
            record.rateBps());
    assertThat(forged.difference(policy, input)).contains("executed again, it is INELIGIBLE");
    DecisionRecord bytes =
        new DecisionRecord(
            "0",
            record.policyVersion(),
            record.inputSha256(),
            "0".repeat(64),
            record.outcome(),
            record.score(),
            record.bestProgram(),
            record.rateBps());
    assertThat(bytes.difference(policy, input)).contains("other bytes");
    assertThat(bytes.repeatable()).isFalse();
  }
}
