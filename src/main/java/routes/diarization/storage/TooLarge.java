package routes.diarization.storage;

/** The refusal of a track that has too many bytes. */
final class TooLarge {
  private TooLarge() {}

  static IllegalArgumentException of(long most) {
    return new IllegalArgumentException(
        "The track has more than %,d bytes: send a shorter one, or raise DIARIZATION_MAX_TRACK_BYTES."
            .formatted(most));
  }
}
