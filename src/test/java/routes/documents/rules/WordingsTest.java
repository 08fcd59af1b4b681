package routes.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rewrite of {@code documents/wordings.yaml} does what its examples say. */
class WordingsTest {

  static Stream<Rewrite> rewrites() {
    Wordings all = Wordings.ALL;
    return Stream.of(all.sentences(), all.fields(), all.heads()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("rewrites")
  void anExampleIsRewrittenAsItSays(Rewrite rewrite) {
    assertThat(rewrite.examples()).isNotEmpty();
    rewrite
        .examples()
        .forEach(
            (example, becomes) ->
                assertThat(rewrite.in(example)).isEqualTo(becomes).isNotEqualTo(example));
  }
}
