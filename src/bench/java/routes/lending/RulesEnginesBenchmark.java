package routes.lending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;
import routes.lending.application.LoanApplication;
import routes.lending.application.LoanApplicationParser;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.Outcome;

/**
 * Evaluations a second on the same rules, on processor time of one thread: this project with its
 * explanations, DMN in KIE by one decision table that says who is eligible and by a table a
 * criterion that says who refuses for what, and a plain loop. They must find the same lenders
 * first.
 */
@Tag("benchmark")
class RulesEnginesBenchmark {
  private static final int LENDERS = 1_000;
  private static final int CRITERIA = 10;
  private static final List<String> INPUTS =
      List.of(
          "fico",
          "paynet",
          "months",
          "revenue",
          "amount",
          "term",
          "state",
          "industry",
          "bankruptcy",
          "comparable");

  @Test
  void theSameLendersAndHowFast() {
    List<CompiledPolicy> policies =
        IntStream.range(0, LENDERS)
            .mapToObj(i -> Samples.compiled(EvaluationBenchmark.policy(i, CRITERIA)))
            .toList();
    Dmn table = Dmn.of(decision("Eligible", INPUTS, RulesEnginesBenchmark::wanted));
    Dmn tables =
        Dmn.of(
            joined(
                INPUTS,
                input ->
                    decision(
                        "refused by " + input,
                        List.of(input),
                        i -> List.of(refused(i).get(INPUTS.indexOf(input))))));

    int found = 0;
    for (JsonNode application : applications()) {
      BitSet byHeart = EvaluationBenchmark.plainLoop(application, LENDERS);
      assertThat(ours(policies, application)).isEqualTo(byHeart);
      assertThat(table(table, application)).isEqualTo(byHeart);
      assertThat(everyCriterion(tables, application)).isEqualTo(byHeart);
      found += byHeart.cardinality();
    }
    assertThat(found).as("eligible lenders of all applications").isPositive();

    JsonNode one = Samples.json();
    print("hatchet-routes, explanations on", () -> ours(policies, one).cardinality());
    print("KIE DMN, who is eligible", () -> table(table, one).cardinality());
    print("KIE DMN, every criterion", () -> everyCriterion(tables, one).cardinality());
    print("plain loop", () -> EvaluationBenchmark.plainLoop(one, LENDERS).cardinality());
  }

  private static void print(String name, IntSupplier work) {
    for (int i = 0; i < 5; i++) {
      EvaluationBenchmark.millis(work);
    }
    double[] millis = EvaluationBenchmark.millis(work);
    System.out.printf(
        Locale.ROOT,
        "[figure] %s: %,.0f lenders a second, %,.0f at best%n",
        name,
        LENDERS / millis[EvaluationBenchmark.ROUNDS / 2] * 1e3,
        LENDERS / millis[0] * 1e3);
  }

  private static List<JsonNode> applications() {
    List<JsonNode> applications = new ArrayList<>();
    for (int fico = 590; fico < 760; fico += 17) {
      for (int amount : new int[] {9_000, 45_000, 50_000, 85_000, 180_000}) {
        ObjectNode application = Samples.json();
        Samples.set(application, "guarantors.0.fico_score", Integer.toString(fico));
        Samples.set(application, "credit.paynet_score", Integer.toString(1_330 - fico));
        Samples.set(application, "credit.comparable_credit_percent", fico % 2 == 0 ? "50" : "49");
        applications.add(Samples.set(application, "loan.amount", Integer.toString(amount)));
      }
    }
    return applications;
  }

  private static BitSet ours(List<CompiledPolicy> policies, JsonNode json) {
    LoanApplication application = LoanApplicationParser.parse(json);
    BitSet eligible = new BitSet(LENDERS);
    for (int i = 0; i < LENDERS; i++) {
      eligible.set(i, policies.get(i).evaluate(application).outcome() == Outcome.ELIGIBLE);
    }
    return eligible;
  }

  /** The lenders whose row holds. */
  private static BitSet table(Dmn table, JsonNode application) {
    return lenders(table.ask(application).getDecisionResultByName("Eligible"));
  }

  /** The lenders that are in none of the lists of those who refuse. */
  private static BitSet everyCriterion(Dmn tables, JsonNode application) {
    DMNResult refusals = tables.ask(application);
    BitSet eligible = new BitSet(LENDERS);
    eligible.set(0, LENDERS);
    for (String input : INPUTS) {
      eligible.andNot(lenders(refusals.getDecisionResultByName("refused by " + input)));
    }
    return eligible;
  }

  private static BitSet lenders(DMNDecisionResult decision) {
    BitSet lenders = new BitSet(LENDERS);
    if (decision.getResult() instanceof List<?> numbers) {
      numbers.forEach(number -> lenders.set(((BigDecimal) number).intValueExact()));
    }
    return lenders;
  }

  /** A model of DMN, compiled. */
  private record Dmn(DMNRuntime runtime, DMNModel model) {
    static Dmn of(String decisions) {
      DMNRuntime runtime =
          DMNRuntimeBuilder.fromDefaults()
              .buildConfiguration()
              .fromResources(
                  List.of(
                      ResourceFactory.newByteArrayResource(
                          definitions(decisions).getBytes(StandardCharsets.UTF_8))))
              .getOrElseThrow(IllegalStateException::new);
      DMNModel model = runtime.getModels().get(0);
      assertThat(model.hasErrors()).as("%s", model.getMessages()).isFalse();
      return new Dmn(runtime, model);
    }

    DMNResult ask(JsonNode application) {
      DMNContext context = runtime.newContext();
      context.set("fico", application.at("/guarantors/0/fico_score").decimalValue());
      context.set("paynet", application.at("/credit/paynet_score").decimalValue());
      context.set("months", application.at("/business/time_in_business_months").decimalValue());
      context.set("revenue", application.at("/business/annual_revenue").decimalValue());
      context.set("amount", application.at("/loan/amount").decimalValue());
      context.set("term", application.at("/loan/term_months").decimalValue());
      context.set("state", application.at("/business/state").textValue());
      context.set("industry", application.at("/business/industry").textValue());
      context.set("bankruptcy", application.at("/credit/bankruptcy").booleanValue());
      context.set("comparable", application.at("/credit/comparable_credit_percent").decimalValue());
      return runtime.evaluateAll(model, context);
    }
  }

  private static String definitions(String decisions) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="lenders" name="lenders" namespace="urn:lenders">
        %s%s</definitions>"""
        .formatted(
            joined(
                INPUTS,
                name ->
                    "<inputData id=\"%1$s\" name=\"%1$s\"><variable name=\"%1$s\" typeRef=\"%2$s\"/></inputData>"
                        .formatted(name, type(name))),
            decisions);
  }

  /** A decision that collects the numbers of the lenders whose row holds. */
  private static String decision(String name, List<String> columns, IntFunction<List<String>> row) {
    return """
        <decision id="%1$s" name="%2$s"><variable name="%2$s"/>%3$s
        <decisionTable hitPolicy="COLLECT">%4$s<output typeRef="number"/>
        %5$s
        </decisionTable></decision>
        """
        .formatted(
            name.replace(' ', '_'),
            name,
            joined(
                INPUTS,
                "<informationRequirement><requiredInput href=\"#%s\"/></informationRequirement>"
                    ::formatted),
            joined(
                columns,
                column ->
                    "<input><inputExpression typeRef=\"%2$s\"><text>%1$s</text></inputExpression></input>"
                        .formatted(column, type(column))),
            joined(
                IntStream.range(0, LENDERS).boxed().toList(),
                i ->
                    "<rule>%s<outputEntry><text>%d</text></outputEntry></rule>"
                        .formatted(
                            joined(
                                row.apply(i),
                                test ->
                                    "<inputEntry><text>%s</text></inputEntry>"
                                        .formatted(escaped(test))),
                            i)));
  }

  private static <T> String joined(List<T> all, Function<T, String> written) {
    return all.stream().map(written).collect(Collectors.joining());
  }

  private static String escaped(String test) {
    return test.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The ten rules of {@link EvaluationBenchmark#policy}, in the order of the inputs. */
  private static List<String> wanted(int i) {
    return List.of(
        ">= " + (600 + i % 150),
        ">= " + (600 + i % 90),
        ">= " + 12 * (1 + i % 8),
        ">= " + (100_000 + 1_000 * (i % 3_000)),
        "[10000..%d]".formatted(50_000 + 500 * (i % 400)),
        "<= " + (36 + i % 48),
        "not(\"CA\", \"NV\", \"ND\", \"VT\")",
        "not(\"Trucking\", \"Cannabis\", \"Casino/Gambling\", \"Oil & Gas\")",
        "false",
        "amount <= 50000 or ? >= 50");
  }

  private static List<String> refused(int i) {
    return List.of(
        "< " + (600 + i % 150),
        "< " + (600 + i % 90),
        "< " + 12 * (1 + i % 8),
        "< " + (100_000 + 1_000 * (i % 3_000)),
        "not([10000..%d])".formatted(50_000 + 500 * (i % 400)),
        "> " + (36 + i % 48),
        "\"CA\", \"NV\", \"ND\", \"VT\"",
        "\"Trucking\", \"Cannabis\", \"Casino/Gambling\", \"Oil & Gas\"",
        "true",
        "amount > 50000 and ? < 50");
  }

  private static String type(String input) {
    return switch (input) {
      case "state", "industry" -> "string";
      case "bankruptcy" -> "boolean";
      default -> "number";
    };
  }
}
