package routes.documents.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralHeadingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rules that apply to every program",
        "True for all three programs",
        "All Tiers",
        "Both programs",
        "The truck (all programs)",
        "What we need for each deal",
        "True of all four",
        "True for every Tidewheel program",
        "Across the board",
        "Applies to everyone",
        "General credit requirements",
        "Standard Guidelines",
      })
  void aHeadingOverAllPrograms(String heading) {
    assertThat(ProgramName.general(heading)).isTrue();
    assertThat(ProgramName.in(heading)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"All Makes Program", "Start-Up Program", "Tier 1", "Gold Program"})
  void aProgram(String heading) {
    assertThat(ProgramName.general(heading)).isFalse();
    assertThat(ProgramName.in(heading)).isPresent();
  }
}
