package routes.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message from outside, and the sentence for one that is wrong. */
class TurnInputTest {

  @Test
  void theLockIsNamedByTheSession() {
    TurnInput input = TurnInput.of(message("channel", "WhatsApp"));
    assertThat(input.lock()).isEqualTo("sesslock:acme:desk:+4915112345:whatsapp");
    assertThat(input.row()).containsAllEntriesOf(input.input());
    assertThat(TurnInput.of(input.input())).isEqualTo(input);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant_id",
        "agent_id",
        "interlocutor_id",
        "channel",
        "message_id",
        "message_content"
      })
  void aMissingFieldIsNamed(String field) {
    Map<String, Object> message = message("channel", "web");
    message.remove(field);
    assertThatThrownBy(() -> TurnInput.of(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(field + " is missing: send it as text.");
    message.put(field, 7);
    assertThatThrownBy(() -> TurnInput.of(message))
        .hasMessage(field + " is no text: send it in quotation marks.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:b", "../x", "a b", "a\nb", "é"})
  void anIdCannotReachIntoAnotherName(String id) {
    assertThatThrownBy(() -> TurnInput.of(message("interlocutor_id", id)))
        .hasMessageStartingWith("interlocutor_id is '" + id + "': send a UUID, or");
  }

  @Test
  void anUnknownChannelIsTaken() {
    assertThat(TurnInput.of(message("channel", "carrier-pigeon")).channel())
        .isEqualTo("carrier-pigeon");
  }

  @Test
  void aTextHasItsBounds() {
    assertThatThrownBy(() -> TurnInput.of(message("message_content", " \n ")))
        .hasMessage("message_content is empty: send the text that the customer wrote.");
    assertThatThrownBy(() -> TurnInput.of(message("message_content", "x".repeat(102_400))))
        .hasMessage("message_content has 102400 characters: send at most 16000.");
    assertThatThrownBy(() -> TurnInput.of(message("message_content", "a\0b")))
        .hasMessage("message_content has a NUL character: send text without it.");
    byte[] large =
        ("{\"message_content\":\"" + "x".repeat(102_400) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TurnInput.read(large, "The event"))
        .hasMessage(
            "The event has 102422 bytes, which is too long: send a message_content of at most 16000 characters.");
    assertThatThrownBy(() -> TurnInput.read("[]".getBytes(StandardCharsets.UTF_8), "The event"))
        .hasMessageStartingWith("The event is no JSON object");
  }

  private static Map<String, Object> message(String field, String value) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("tenant_id", "acme");
    message.put("agent_id", "desk");
    message.put("interlocutor_id", "+4915112345");
    message.put("channel", "web");
    message.put("message_id", "3f0c8c52-98a3-4d3c-9d5c-0c4e7a1d2b3f");
    message.put("message_content", "Hello!");
    message.put(field, value);
    return message;
  }
}
