package routes.openai;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What an {@code openai:} endpoint does. */
enum OpenAIOperation {
  CHAT_COMPLETION("chat-completion"),
  EMBEDDINGS("embeddings"),
  AUDIO_TRANSCRIPTION("audio-transcription");

  private final String text;

  OpenAIOperation(String text) {
    this.text = text;
  }

  /** As an address writes it. */
  String text() {
    return text;
  }

  /**
   * Reads the operation of an address.
   *
   * @throws IllegalArgumentException naming those there are
   */
  static OpenAIOperation of(String text) {
    return Arrays.stream(values())
        .filter(operation -> operation.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "openai:%s is no operation: write %s."
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(operation -> "openai:" + operation.text)
                                .collect(Collectors.joining(", ")))));
  }
}
