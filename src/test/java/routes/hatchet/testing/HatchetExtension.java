package routes.hatchet.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import routes.engine.EmbeddedEngine;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.WorkerOptions;

/** Resolves what {@link HatchetTest} offers; what it made is closed by JUnit's stores. */
final class HatchetExtension implements ParameterResolver, ExecutionCondition {

  private static final Namespace OURS = Namespace.create(HatchetExtension.class);
  private static final Duration GRACE = Duration.ofSeconds(2);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean asks =
        context
            .getTestMethod()
            .map(test -> List.of(test.getParameterTypes()).contains(EmbeddedEngine.class))
            .orElse(false);
    return asks && TestEngine.isRemote()
        ? ConditionEvaluationResult.disabled("It asks for the embedded engine.")
        : ConditionEvaluationResult.enabled(null);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == HatchetClient.class
        || type == HatchetWorker.class
        || type == EmbeddedEngine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == EmbeddedEngine.class) {
      return engine(context).embedded();
    }
    return type == HatchetClient.class ? client(context).client() : worker(context).worker();
  }

  private static TestEngine engine(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent(TestEngine.class, key -> TestEngine.start(), TestEngine.class);
  }

  private static ClassClient client(ExtensionContext context) {
    ExtensionContext ofClass = context;
    while (ofClass.getTestMethod().isPresent()) {
      ofClass = ofClass.getParent().orElseThrow();
    }
    // The engine first: what was stored last is closed first.
    TestEngine engine = engine(context);
    Store store = ofClass.getStore(OURS);
    return store.getOrComputeIfAbsent(
        ClassClient.class, key -> ClassClient.of(engine), ClassClient.class);
  }

  private static TestWorker worker(ExtensionContext context) {
    ClassClient client = client(context);
    return context
        .getStore(OURS)
        .getOrComputeIfAbsent(
            TestWorker.class,
            key ->
                new TestWorker(
                    client.client().worker(WorkerOptions.named("test-" + UUID.randomUUID()))),
            TestWorker.class);
  }

  private record ClassClient(HatchetClient client) implements AutoCloseable {

    static ClassClient of(TestEngine engine) {
      Map<String, String> environment = engine.environment();
      environment.put(
          "HATCHET_CLIENT_NAMESPACE", "t" + UUID.randomUUID().toString().substring(0, 8));
      return new ClassClient(
          new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment)));
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private record TestWorker(HatchetWorker worker) implements AutoCloseable {
    @Override
    public void close() {
      worker.close(GRACE);
    }
  }
}
