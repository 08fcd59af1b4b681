package routes.diarization.storage;

import java.io.IOException;
import routes.hatchet.client.NotRetryable;

/** A track that is not where it should be; the message is one sentence. */
public final class NotThereException extends IOException implements NotRetryable {
  private static final long serialVersionUID = 1L;

  NotThereException(String sentence) {
    super(sentence);
  }
}
