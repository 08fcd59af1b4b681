package routes.lending;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.json.MalformedJsonException;
import routes.lending.json.StrictJson;

/** Refusals are sentences for the sender, and name no option of a library. */
class StrictJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\": NaN}",
        "x",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void whatIsNoJsonIsToldWithoutNamesOfTheLibrary(String text) {
    assertThatThrownBy(
            () -> StrictJson.read(text.getBytes(StandardCharsets.UTF_8), "The event", 1000))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageStartingWith("The event is ")
        .hasMessageEndingWith(".")
        .hasMessageNotContainingAny("`", "Feature", "Source", "Constraints");
  }

  @Test
  void aRecordWithoutAValueIsEmpty() {
    assertThatThrownBy(() -> StrictJson.read(null, "The event", 1000))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("The event is empty: send a JSON object.");
  }
}
