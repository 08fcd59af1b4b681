package routes.engine.grpc;

import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.LogLine;
import routes.engine.scheduler.PushedEvent;
import routes.protocol.events.BulkPushEventRequest;
import routes.protocol.events.Event;
import routes.protocol.events.Events;
import routes.protocol.events.EventsServiceGrpc.EventsServiceImplBase;
import routes.protocol.events.PushEventRequest;
import routes.protocol.events.PutLogRequest;
import routes.protocol.events.PutLogResponse;
import routes.protocol.events.PutStreamEventRequest;
import routes.protocol.events.PutStreamEventResponse;

/** Events, logs and stream chunks. */
final class EventsService extends EventsServiceImplBase {
  private static final int MOST_EVENTS = 1_000;
  private static final int LONGEST_LINE = 10_000;
  private static final Set<String> LEVELS = Set.of("INFO", "ERROR", "WARN", "DEBUG");

  private final Engine engine;
  private final Clock clock;

  EventsService(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void push(PushEventRequest request, StreamObserver<Event> observer) {
    UUID tenant = CallContext.tenant();
    Instant now = clock.instant();
    Replies.unary(
        observer,
        () -> engine.runs().push(tenant, List.of(Requests.event(request))),
        ids -> event(tenant, ids.get(0), request, now));
  }

  @Override
  public void bulkPush(BulkPushEventRequest request, StreamObserver<Events> observer) {
    UUID tenant = CallContext.tenant();
    Instant now = clock.instant();
    Replies.unary(
        observer,
        () -> {
          int count = request.getEventsCount();
          if (count < 1 || count > MOST_EVENTS) {
            throw EngineException.invalid(
                "invalid number of events " + count + ": 1 to " + MOST_EVENTS + " are allowed");
          }
          List<PushedEvent> events = request.getEventsList().stream().map(Requests::event).toList();
          return engine.runs().push(tenant, events);
        },
        ids -> {
          Events.Builder events = Events.newBuilder();
          for (int i = 0; i < ids.size(); i++) {
            events.addEvents(event(tenant, ids.get(i), request.getEvents(i), now));
          }
          return events.build();
        });
  }

  private static Event event(UUID tenant, UUID id, PushEventRequest request, Instant now) {
    Event.Builder event =
        Event.newBuilder()
            .setTenantId(tenant.toString())
            .setEventId(id.toString())
            .setKey(request.getKey())
            .setPayload(request.getPayload())
            .setEventTimestamp(Actions.timestamp(now));
    if (request.hasAdditionalMetadata()) {
      event.setAdditionalMetadata(request.getAdditionalMetadata());
    }
    if (request.hasScope()) {
      event.setScope(request.getScope());
    }
    return event.build();
  }

  @Override
  public void putLog(PutLogRequest request, StreamObserver<PutLogResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> {
          UUID task = Replies.uuid("task_run_external_id", request.getTaskRunExternalId());
          return engine.tasks().log(tenant, task, line(request));
        },
        done -> PutLogResponse.getDefaultInstance());
  }

  private LogLine line(PutLogRequest request) {
    String message = request.getMessage();
    if (message.isEmpty() || message.length() > LONGEST_LINE) {
      throw EngineException.invalid(
          "invalid message: 1 to " + LONGEST_LINE + " characters are allowed");
    }
    String level = request.hasLevel() ? request.getLevel().toUpperCase(Locale.ROOT) : "INFO";
    if (!LEVELS.contains(level)) {
      throw EngineException.invalid(
          "invalid level \"" + level + "\": one of " + LEVELS + " is needed");
    }
    Instant at =
        request.hasCreatedAt()
            ? Actions.instant("created_at", request.getCreatedAt())
            : clock.instant();
    return new LogLine(
        at,
        level,
        message,
        Requests.metadata(request.getMetadata()),
        request.hasTaskRetryCount() ? Integer.valueOf(request.getTaskRetryCount()) : null);
  }

  @Override
  public void putStreamEvent(
      PutStreamEventRequest request, StreamObserver<PutStreamEventResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> {
          UUID task = Replies.uuid("task_run_external_id", request.getTaskRunExternalId());
          Long index = request.hasEventIndex() ? Long.valueOf(request.getEventIndex()) : null;
          return engine.tasks().stream(tenant, task, utf8(request), index);
        },
        done -> PutStreamEventResponse.getDefaultInstance());
  }

  private static String utf8(PutStreamEventRequest request) {
    try {
      ByteBuffer bytes = request.getMessage().asReadOnlyByteBuffer();
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw EngineException.invalid("invalid message: a stream chunk must be UTF-8");
    }
  }
}
