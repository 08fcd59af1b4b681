package routes.hatchet.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.hatchet.client.ConcurrencyRule;
import routes.hatchet.client.LabelWish;
import routes.hatchet.client.RateLimitRule;
import routes.protocol.v1.ConcurrencyLimitStrategy;
import routes.protocol.v1.RateLimitDuration;
import routes.protocol.v1.WorkerLabelComparator;

/** rateLimits, desiredWorkerLabels and concurrency. */
class ListGrammarsTest {

  @Test
  void rateLimitsAreFixedOrMadeForEachKey() {
    assertThat(
            RateLimitGrammar.read(
                "llm=2, ocr, pages=[int(input.pages)], [input.tenant + ':x']=1 of 10 per minute,"
                    + " [input.user]=[int(input.n)] of [input.gold ? 100 : 10] per day, [input.z] of"
                    + " 3 per second"))
        .containsExactly(
            RateLimitRule.fixed("llm", 2),
            RateLimitRule.fixed("ocr", 1),
            new RateLimitRule("pages", null, null, "int(input.pages)", null, null),
            new RateLimitRule(
                "input.tenant + ':x'",
                1,
                "input.tenant + ':x'",
                null,
                "10",
                RateLimitDuration.MINUTE),
            new RateLimitRule(
                "input.user",
                null,
                "input.user",
                "int(input.n)",
                "input.gold ? 100 : 10",
                RateLimitDuration.DAY),
            new RateLimitRule("input.z", 1, "input.z", null, "3", RateLimitDuration.SECOND));
    assertThat(RateLimitGrammar.read(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "llm=none | rateLimits has \"llm=none\": write key=units, such as llm=1",
        "llm=0 | write key=units",
        "=1 | write key=units",
        "[input.x]=1 | write key=units",
        "[input.x]=1 of 10 | write key=units",
        "[input.x]=1 of 10 per minit | the nearest is minute.",
        "[input.x]=1 of 10 in minute | write key=units",
        "[inptu.x]=1 of 10 per minute | the nearest is input.",
        "[input.x=1 of 10 per minute | a bracket is never closed",
      })
  void mistakesInRateLimitsAreToldInASentence(String text, String sentence) {
    assertThatThrownBy(() -> RateLimitGrammar.read(text))
        .hasMessageStartingWith("rateLimits")
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void wishesAreRequiredUnlessTheyHaveAWeight() {
    assertThat(
            LabelGrammar.wishes(
                "desiredWorkerLabels",
                "pool=cpu-heavy, memory>=16 required, region!=eu weight 50, cores<8 weight -2"))
        .isEqualTo(
            Map.of(
                "pool", LabelWish.required("cpu-heavy"),
                "memory", new LabelWish(16, true, WorkerLabelComparator.GREATER_THAN_OR_EQUAL, 100),
                "region", new LabelWish("eu", false, WorkerLabelComparator.NOT_EQUAL, 50),
                "cores", new LabelWish(8, false, WorkerLabelComparator.LESS_THAN, -2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "pool | write name=value",
        "pool==x | write name=value",
        "=x | write name=value",
        "pool>big | only whole numbers are greater or less",
        "pool=a, pool=b | two wishes for the label pool",
      })
  void mistakesInWishesAreToldInASentence(String text, String sentence) {
    assertThatThrownBy(() -> LabelGrammar.wishes("desiredWorkerLabels", text))
        .hasMessageStartingWith("desiredWorkerLabels has")
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void labelsAreTextsOrWholeNumbers() {
    assertThat(LabelGrammar.labels("workerLabels", "pool=cpu, memory=16, rack=-1"))
        .isEqualTo(Map.of("pool", "cpu", "memory", 16, "rack", -1));
    assertThatThrownBy(() -> LabelGrammar.labels("workerLabels", "pool"))
        .hasMessage("workerLabels has \"pool\": write name=value, separated by commas.");
  }

  @Test
  void concurrencyIsOneExpressionOrSeveralRules() {
    assertThat(ConcurrencyGrammar.step("input.tenant_id", 3, "cancel-newest"))
        .containsExactly(
            new ConcurrencyRule("input.tenant_id", 3, ConcurrencyLimitStrategy.CANCEL_NEWEST));
    assertThat(
            ConcurrencyGrammar.step(
                "[input.tenant_id] max 2 cancel-in-progress, ['all'] max 10, [input.x]",
                1,
                "group-round-robin"))
        .containsExactly(
            new ConcurrencyRule("input.tenant_id", 2, ConcurrencyLimitStrategy.CANCEL_IN_PROGRESS),
            new ConcurrencyRule("'all'", 10, ConcurrencyLimitStrategy.GROUP_ROUND_ROBIN),
            new ConcurrencyRule("input.x", 1, ConcurrencyLimitStrategy.GROUP_ROUND_ROBIN));
    assertThat(ConcurrencyGrammar.step(" ", 1, "group-round-robin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "[input.x] max none | write one CEL expression",
        "[input.x] at most 3 | write one CEL expression",
        "[input.x], input.y | write one CEL expression",
        "[input.x] cancel-newst | the nearest is cancel-newest.",
        "inptu.x | the nearest is input.",
        "input. | is no CEL",
      })
  void mistakesInConcurrencyAreToldInASentence(String text, String sentence) {
    assertThatThrownBy(() -> ConcurrencyGrammar.step(text, 1, "group-round-robin"))
        .hasMessageStartingWith("concurrency has")
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void runsHaveNoParentsToLookAt() {
    assertThatThrownBy(() -> ConcurrencyGrammar.workflow("parents.a.x", 1, "cancel-newest"))
        .hasMessageStartingWith("workflowConcurrency has")
        .hasMessageContaining("parents is not known");
  }
}
