package routes.documents.llm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;
import routes.lending.policy.Policy.AllPrograms;
import routes.lending.policy.Program;
import routes.lending.policy.Rate;

/** The rules' reading with what a model could prove. Not thread-safe: one for each document. */
final class PolicyMerge {

  private static final int MOST_REVIEWS = 200;

  private final Policy read;
  private final Transcript transcript;
  private final List<Criterion> all;
  private final Map<String, Additions> programs = new LinkedHashMap<>();
  private final List<Review> reviews = new ArrayList<>();
  private int confirmed;
  private int added;

  /** A program with what is added to it. */
  private static final class Additions {
    private final Program program;
    private final List<Criterion> criteria;
    private final List<Criterion> preferences;
    private final List<Rate> rates;

    Additions(Program program) {
      this.program = program;
      this.criteria = new ArrayList<>(program.criteria());
      this.preferences = new ArrayList<>(program.preferences());
      this.rates = new ArrayList<>(program.rates());
    }

    List<Criterion> both() {
      List<Criterion> both = new ArrayList<>(criteria);
      both.addAll(preferences);
      return both;
    }

    Program program() {
      return new Program(
          program.name(),
          program.page(),
          program.priority(),
          criteria,
          preferences,
          rates,
          program.exclusions());
    }
  }

  PolicyMerge(Policy read, Transcript transcript) {
    this.read = read;
    this.transcript = transcript;
    this.all = new ArrayList<>(read.allPrograms().criteria());
    read.programs().forEach(program -> programs.put(key(program.name()), new Additions(program)));
  }

  private static String key(String name) {
    return name.toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}+-]+", " ")
        .replaceAll("\\b(?:programs?|rates?|guidelines?|credit)\\b", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  int confirmed() {
    return confirmed;
  }

  int added() {
    return added;
  }

  List<Review> reviews() {
    return List.copyOf(reviews);
  }

  Policy policy() {
    return new Policy(
        read.lender(),
        read.effectiveFrom(),
        read.effectiveTo(),
        read.source(),
        new AllPrograms(all),
        programs.values().stream().map(Additions::program).toList(),
        read.examples());
  }

  /** Takes what a quote proves. */
  void take(Claim claim) {
    Additions home = home(claim);
    if (claim.program() != null && home == null) {
      review(claim, "The rules found no program of that name.");
    } else if (claim.rate() != null) {
      rate(claim, home, claim.rate());
    } else if (claim.criterion() != null) {
      criterion(claim, home, claim.criterion());
    }
  }

  private @Nullable Additions home(Claim claim) {
    String name = claim.program();
    if (name == null) {
      return null;
    }
    Additions known = programs.get(key(name));
    boolean nothingRead = read.programs().isEmpty() && read.allPrograms().criteria().isEmpty();
    if (known == null && nothingRead && transcript.names(name)) {
      Program program = new Program(name, claim.page(), null, List.of(), List.of(), List.of());
      known = new Additions(program);
      programs.put(key(name), known);
    }
    return known;
  }

  private void criterion(Claim claim, @Nullable Additions home, Criterion said) {
    List<Criterion> rivals = rivals(home, said);
    if (rivals.stream().anyMatch(rival -> Agreement.same(rival, said))) {
      confirmed++;
    } else if (!rivals.isEmpty()) {
      review(claim, rivals.get(0), "The rules read something else.");
    } else if (Boolean.FALSE.equals(said.required()) && home != null) {
      home.preferences.add(said);
      added++;
    } else {
      (home == null ? all : home.criteria).add(said);
      added++;
    }
  }

  /** What the rules read of the same matter for the same programs. */
  private List<Criterion> rivals(@Nullable Additions home, Criterion said) {
    List<Criterion> rivals = new ArrayList<>(all);
    if (home == null) {
      programs.values().forEach(program -> rivals.addAll(program.both()));
    } else {
      rivals.addAll(home.both());
    }
    rivals.removeIf(rival -> !Agreement.ofOneMatter(rival, said));
    return rivals;
  }

  private void rate(Claim claim, @Nullable Additions home, Rate said) {
    if (home == null) {
      review(claim, "It is not said for which program the rate is.");
      return;
    }
    List<Rate> rivals =
        home.rates.stream().filter(rival -> Agreement.overlap(rival, said)).toList();
    if (rivals.stream().anyMatch(rival -> rival.rateBps() == said.rateBps())) {
      confirmed++;
    } else if (rivals.isEmpty()) {
      home.rates.add(said);
      added++;
    } else {
      review(claim, rivals.get(0), "The rules read another rate.");
    }
  }

  /** Leaves a claim to a person. */
  void review(Claim claim, String reason) {
    Criterion said = claim.criterion();
    @Nullable Object rival = null;
    if (said != null) {
      String name = claim.program();
      rival =
          rivals(name == null ? null : programs.get(key(name)), said).stream()
              .findFirst()
              .orElse(null);
    }
    review(claim, rival, reason);
  }

  private void review(Claim claim, @Nullable Object rules, String reason) {
    String program = claim.program() == null ? "all programs" : claim.program();
    Object said = claim.criterion() == null ? claim.rate() : claim.criterion();
    if (reviews.size() < MOST_REVIEWS) {
      reviews.add(
          new Review(
              program + ": " + claim.type(), rules, said, claim.page(), claim.quote(), reason));
    }
  }
}
