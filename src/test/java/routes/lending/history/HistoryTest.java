package routes.lending.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  void aDecisionExecutedAgainGivesTheSameBytes() throws JsonProcessingException {
    CompiledPolicy policy =
        Samples.policy(
            "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":720}",
            "{\"type\":\"equipment_mileage\",\"operator\":\"lte\",\"value\":5}");
    DecisionRecord record =
        DecisionRecord.of(Samples.application(), policy.evaluate(Samples.application()));
    DecisionRecord kept = Samples.JSON.readValue(record.canonical(), DecisionRecord.class);
    assertThat(kept.holdsAgain(policy)).isTrue();
    assertThat(kept.canonical()).isEqualTo(record.canonical());

    ObjectNode forged = (ObjectNode) record.decision().deepCopy();
    forged.put("outcome", "ELIGIBLE");
    assertThat(
            new DecisionRecord(
                    record.engineVersion(), record.policyVersion(), record.application(), forged)
                .holdsAgain(policy))
        .isFalse();
  }

  @Test
  void anotherPolicyOrEngineCanNotRepeatIt() {
    CompiledPolicy policy =
        Samples.policy("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":720}");
    CompiledPolicy other =
        Samples.policy("{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":721}");
    DecisionRecord record =
        DecisionRecord.of(Samples.application(), policy.evaluate(Samples.application()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> record.holdsAgain(other))
        .withMessageContaining("execute it with that one");
    DecisionRecord old =
        new DecisionRecord("0", record.policyVersion(), record.application(), record.decision());
    assertThatIllegalArgumentException().isThrownBy(() -> old.holdsAgain(policy));
  }
}
