package routes.hatchet.client;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as the wire has them. */
final class Times {

  private Times() {}

  static Timestamp now() {
    return timestamp(Instant.now());
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
