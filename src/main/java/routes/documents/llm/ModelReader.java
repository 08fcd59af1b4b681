package routes.documents.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.documents.DocumentText;
import routes.documents.rules.QuoteCheck;
import routes.lending.json.MalformedJsonException;
import routes.lending.load.PolicyParser;
import routes.lending.policy.InvalidPolicyException;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyJson;

/**
 * Lets a language model add to what the rules read of a guideline. The model is only believed where
 * the page says so: its quote must stand there for everybody to see, name the matter, have the
 * value and point the same way. Where it disagrees with the rules, these stand and a person is
 * asked. Thread-safe.
 */
public final class ModelReader {

  private static final int CHARACTERS = 12_000;
  private static final int QUESTIONS = 8;

  private final Questions questions = new Questions(CHARACTERS, QUESTIONS);

  /**
   * What came of one question.
   *
   * @param text the model's words
   * @param problem why there are none, a sentence
   */
  public record Answer(@Nullable String text, @Nullable String problem) {}

  /**
   * How a policy was read.
   *
   * @param used {@code rules}, or {@code rules+llm}
   * @param model the model's name
   * @param questions how many questions it was asked
   * @param confirmed how many of its facts the rules had read too
   * @param added how many they had not
   * @param pagesNotAsked pages that were too many to ask about
   * @param problem what went wrong, a sentence
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reader(
      String used,
      @Nullable String model,
      int questions,
      int confirmed,
      int added,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> pagesNotAsked,
      @Nullable String problem) {

    /** The rules alone, without a model. */
    public static Reader rules() {
      return new Reader("rules", null, 0, 0, 0, List.of(), null);
    }
  }

  /**
   * A policy with what a person should look at.
   *
   * @param policy the rules' reading, and what the model could add
   * @param review where they disagree, and what the model could not prove
   * @param reader how it came about
   */
  public record Merged(Policy policy, List<Review> review, Reader reader) {}

  /** The questions to ask of a document, bounded in number and size. */
  public List<String> questions(DocumentText text) {
    return questions.about(Transcript.of(text)).texts();
  }

  /**
   * Adds a model's answers to what the rules read.
   *
   * @param read the rules' reading
   * @param text the document
   * @param answers one for each question
   * @param model the model's name
   */
  public Merged merge(Policy read, DocumentText text, List<Answer> answers, String model) {
    Transcript transcript = Transcript.of(text);
    Transcript again = text.second().map(Transcript::of).orElse(transcript);
    Questions.Asked asked = questions.about(transcript);
    List<Claim> claims = new ArrayList<>();
    @Nullable String problem = null;
    int usable = 0;
    for (Answer answer : answers) {
      try {
        if (answer.text() != null) {
          claims.addAll(ModelAnswer.read(answer.text()));
          usable++;
        } else if (problem == null) {
          problem = answer.problem();
        }
      } catch (MalformedJsonException e) {
        problem = problem == null ? e.getMessage() : problem;
      }
    }
    PolicyMerge merge = new PolicyMerge(read, transcript);
    for (Claim claim : claims.stream().distinct().toList()) {
      String doubt = doubt(claim, transcript, again);
      if (doubt == null) {
        merge.take(claim);
      } else {
        merge.review(claim, doubt);
      }
    }
    Policy merged = merge.policy();
    String broken = broken(merged);
    boolean used = usable > 0 && broken == null;
    return new Merged(
        used ? merged : read,
        used ? merge.reviews() : List.of(),
        new Reader(
            used ? "rules+llm" : "rules",
            model,
            asked.texts().size(),
            used ? merge.confirmed() : 0,
            used ? merge.added() : 0,
            asked.left(),
            broken == null ? problem : broken));
  }

  private static @Nullable String doubt(Claim claim, Transcript transcript, Transcript again) {
    Integer page = claim.page();
    String quote = claim.quote();
    if (page == null || quote == null || !transcript.has(page, quote)) {
      return "The quoted words do not stand on that page.";
    }
    if (!again.has(page, quote)) {
      return "The scan is not clear there: a second reading has other words.";
    }
    return claim.criterion() != null
        ? QuoteCheck.doubt(claim.criterion()).orElse(null)
        : claim.rate() == null ? null : QuoteCheck.doubt(claim.rate()).orElse(null);
  }

  private static @Nullable String broken(Policy policy) {
    try {
      PolicyParser.parse(PolicyJson.write(policy));
      return null;
    } catch (InvalidPolicyException e) {
      return "What the model added makes no sound policy: " + e.getMessage();
    }
  }
}
