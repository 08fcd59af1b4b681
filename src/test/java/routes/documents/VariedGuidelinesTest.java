package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Further layouts and phrases of invented lenders, written before the reader was tried on them. */
class VariedGuidelinesTest {

  private static final double RECALL = 0.97;

  @Test
  void theFactsAreFoundAndNoneIsWrong() throws IOException {
    List<String> wrong = new ArrayList<>();
    int found = 0;
    int all = 0;
    for (UnseenGuidelines.Guideline one : VariedGuidelines.all()) {
      DocumentText text = new DocumentReader().read(one.pdf());
      Set<String> read = Facts.of(new PolicyReader().read(text, "x").policy());
      Set<String> missed = new TreeSet<>(one.facts());
      missed.removeAll(read);
      Set<String> extra = new TreeSet<>(read);
      extra.removeAll(one.facts());
      System.out.printf(
          "%s: %d of %d found, %d wrong; missed %s; wrong %s%n",
          one.name(),
          one.facts().size() - missed.size(),
          one.facts().size(),
          extra.size(),
          missed,
          extra);
      wrong.addAll(extra);
      found += one.facts().size() - missed.size();
      all += one.facts().size();
    }
    System.out.printf("varied layouts: %d of %d found, %d wrong%n", found, all, wrong.size());
    assertThat(wrong).isEmpty();
    assertThat((double) found / all).isGreaterThanOrEqualTo(RECALL);
  }

  @Test
  void aTierWhoseHeadingAScanShowsLargerThanTheOthersAndItsNumberSmaller() throws IOException {
    UnseenGuidelines.Guideline sequence = VariedGuidelines.all().get(0);

    DocumentText text = new DocumentReader().read(Scans.of(sequence.pdf(), 150, -0.6, 2));

    assertThat(Facts.of(new PolicyReader().read(text, "x").policy())).isEqualTo(sequence.facts());
  }
}
