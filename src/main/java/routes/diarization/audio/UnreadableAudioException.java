package routes.diarization.audio;

import routes.hatchet.client.NotRetryable;

/** A track that cannot be used; the message is one sentence. Another attempt would not help. */
public final class UnreadableAudioException extends RuntimeException implements NotRetryable {
  private static final long serialVersionUID = 1L;

  /** Creates it. */
  public UnreadableAudioException(String sentence) {
    super(sentence);
  }
}
