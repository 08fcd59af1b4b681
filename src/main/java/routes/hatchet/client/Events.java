package routes.hatchet.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import routes.protocol.events.BulkPushEventRequest;
import routes.protocol.events.Event;
import routes.protocol.events.EventsServiceGrpc;
import routes.protocol.events.EventsServiceGrpc.EventsServiceBlockingStub;
import routes.protocol.events.PushEventRequest;

/** Pushes events. Thread-safe. */
public final class Events {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int CHUNK_EVENTS = 1000;
  private static final int CHUNK_BYTES = 3 * 1024 * 1024;

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final Calls calls;

  Events(HatchetClientConfiguration configuration, Connection connection, Calls calls) {
    this.configuration = configuration;
    this.connection = connection;
    this.calls = calls;
  }

  /** Pushes an event and returns its id; runs begin a moment later. */
  public String push(EventRequest event) {
    PushEventRequest request = request(event);
    return calls
        .once("pushing event " + event.key(), DEADLINE, stub(), s -> s.push(request))
        .getEventId();
  }

  /** Pushes many events in as few messages as fit; the ids come in the order of the events. */
  public List<String> push(List<EventRequest> events) {
    List<String> ids = new ArrayList<>(events.size());
    BulkPushEventRequest.Builder chunk = BulkPushEventRequest.newBuilder();
    int bytes = 0;
    for (EventRequest event : events) {
      PushEventRequest request = request(event);
      int size = request.getSerializedSize() + 8;
      if (chunk.getEventsCount() > 0
          && (chunk.getEventsCount() == CHUNK_EVENTS || bytes + size > CHUNK_BYTES)) {
        send(chunk.build(), ids);
        chunk = BulkPushEventRequest.newBuilder();
        bytes = 0;
      }
      chunk.addEvents(request);
      bytes += size;
    }
    if (chunk.getEventsCount() > 0) {
      send(chunk.build(), ids);
    }
    return ids;
  }

  private void send(BulkPushEventRequest chunk, List<String> ids) {
    String doing = "pushing " + chunk.getEventsCount() + " events";
    calls.once(doing, DEADLINE, stub(), s -> s.bulkPush(chunk)).getEventsList().stream()
        .map(Event::getEventId)
        .forEach(ids::add);
  }

  private EventsServiceBlockingStub stub() {
    return EventsServiceGrpc.newBlockingStub(connection.channel());
  }

  private PushEventRequest request(EventRequest event) {
    PushEventRequest.Builder request =
        PushEventRequest.newBuilder()
            .setKey(configuration.namespaced(event.key()))
            .setPayload(JsonObjects.text("payload of event " + event.key(), event.payload()))
            .setEventTimestamp(Times.now());
    if (!event.metadata().isEmpty()) {
      request.setAdditionalMetadata(
          JsonObjects.text("metadata of event " + event.key(), event.metadata()));
    }
    if (event.scope() != null) {
      request.setScope(event.scope());
    }
    if (event.priority() != null) {
      request.setPriority(event.priority());
    }
    return configuration.checked("event " + event.key(), request.build());
  }
}
