package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.Json;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;

/** One trace from the route that starts a run over its step to the child that the step starts. */
class HatchetTracingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();
  private final Spans spans = new Spans();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();

  private static final class Spans implements SpanExporter {
    private final List<SpanData> ended = new CopyOnWriteArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> some) {
      ended.addAll(some);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @AfterEach
  void close() {
    fake.close();
    provider.close();
  }

  private void start() throws Exception {
    fake.camel.getRegistry().bind("tracer", Tracer.class, provider.get("test"));
    fake.camel
        .getRegistry()
        .bind(
            "propagators",
            ContextPropagators.class,
            ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
    new OpenTelemetryTracer().init(fake.camel);
    fake.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a").to("hatchet:run:w").to("hatchet:event:loan:uploaded");
            from("direct:run").to("hatchet:run:w");
          }
        });
  }

  private String sentTrace(int trigger) {
    return Json.map(Json.read(fake.engine.triggers.get(trigger).getAdditionalMetadata()))
        .get("traceparent")
        .toString();
  }

  @Test
  void contextOfTheRouteGoesOutWithTheRun() throws Exception {
    start();
    fake.camel.createProducerTemplate().sendBody("direct:run", Map.of());
    String sent = sentTrace(0);
    await().atMost(Duration.ofSeconds(60)).until(() -> !spans.ended.isEmpty());
    assertThat(spans.ended)
        .anyMatch(span -> sent.equals("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01"));
  }

  @Test
  void contextOfTheRunIsTheParentOfTheStepAndGoesOnToItsChildrenAndEvents() throws Exception {
    start();
    fake.engine.send(
        AssignedAction.newBuilder()
            .setWorkflowRunId(CamelOnFakeEngine.run())
            .setTaskRunExternalId("t1")
            .setActionId("w:a")
            .setTaskName("a")
            .setActionType(ActionType.START_STEP_RUN)
            .setActionPayload("{\"input\":{}}")
            .setAdditionalMetadata("{\"Traceparent\":\"00-" + TRACE + "-b7ad6b7169203331-01\"}")
            .build());
    fake.outcome("t1");
    String child = sentTrace(0);
    assertThat(child).startsWith("00-" + TRACE).doesNotContain("b7ad6b7169203331");
    assertThat(fake.engine.events.get(0).getAdditionalMetadata()).contains("00-" + TRACE);
    await().atMost(Duration.ofSeconds(60)).until(() -> !spans.ended.isEmpty());
    assertThat(spans.ended)
        .anyMatch(span -> span.getParentSpanId().equals("b7ad6b7169203331"))
        .allMatch(span -> span.getTraceId().equals(TRACE));
  }
}
