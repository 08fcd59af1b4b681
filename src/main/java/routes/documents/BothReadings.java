package routes.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;
import routes.lending.policy.Policy.AllPrograms;
import routes.lending.policy.Program;
import routes.lending.policy.Rate;

/** What two readings of one document both say. Not thread-safe: one for each document. */
final class BothReadings {

  private final Set<UnreadLine> unread;

  private final boolean scanned;

  private BothReadings(List<UnreadLine> unread, boolean scanned) {
    this.unread = new LinkedHashSet<>(unread);
    this.scanned = scanned;
  }

  /**
   * The first reading without what the second has otherwise, which is listed as unread.
   *
   * @param scanned whether the words themselves are in doubt, and not only their places
   */
  static ReadPolicy of(
      ReadPolicy first, ReadPolicy second, String fallbackLenderName, boolean scanned) {
    BothReadings both = new BothReadings(first.unread(), scanned);
    Policy one = first.policy();
    Policy other = second.policy();
    AllPrograms all =
        new AllPrograms(
            both.criteria(one.allPrograms().criteria(), other.allPrograms().criteria()));
    List<Program> programs = new ArrayList<>();
    for (Program program : one.programs()) {
      Program same = both.program(program, named(program.name(), other.programs()));
      if (!same.criteria().isEmpty() || !same.preferences().isEmpty() || !same.rates().isEmpty()) {
        programs.add(same);
      }
    }
    other.programs().stream()
        .filter(program -> named(program.name(), one.programs()) == null)
        .forEach(program -> both.program(program, null));
    Policy policy =
        new Policy(
            one.lender().equals(other.lender()) ? one.lender() : fallbackLenderName,
            Objects.equals(one.effectiveFrom(), other.effectiveFrom()) ? one.effectiveFrom() : null,
            one.effectiveTo(),
            one.source(),
            all,
            programs,
            one.examples());
    return new ReadPolicy(policy, new ArrayList<>(both.unread));
  }

  private static @Nullable Program named(String name, List<Program> programs) {
    return programs.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private Program program(Program one, @Nullable Program other) {
    return new Program(
        one.name(),
        one.page(),
        one.priority(),
        criteria(one.criteria(), other == null ? List.of() : other.criteria()),
        criteria(one.preferences(), other == null ? List.of() : other.preferences()),
        rates(one.rates(), other == null ? List.of() : other.rates()),
        one.exclusions());
  }

  private List<Criterion> criteria(List<Criterion> first, List<Criterion> second) {
    Pairs<Criterion> pairs = Pairs.of(first, second, Criterion::saysTheSame);
    for (Criterion one : pairs.onlyFirst()) {
      Criterion rival =
          pairs.onlySecond().stream()
              .filter(other -> other.type().equals(one.type()))
              .filter(other -> Objects.equals(other.page(), one.page()))
              .findFirst()
              .orElse(null);
      pairs.onlySecond().remove(rival);
      doubt(one.page(), one.quote(), rival == null ? null : rival.quote());
    }
    pairs.onlySecond().forEach(other -> doubt(other.page(), null, other.quote()));
    return pairs.both();
  }

  private List<Rate> rates(List<Rate> first, List<Rate> second) {
    Pairs<Rate> pairs = Pairs.of(first, second, BothReadings::same);
    for (Rate one : pairs.onlyFirst()) {
      Rate rival = pairs.onlySecond().isEmpty() ? null : pairs.onlySecond().remove(0);
      doubt(one.page(), one.quote(), rival == null ? null : rival.quote());
    }
    pairs.onlySecond().forEach(other -> doubt(other.page(), null, other.quote()));
    return pairs.both();
  }

  /** What both readings have, and what only one of them has. */
  private record Pairs<T>(List<T> both, List<T> onlyFirst, List<T> onlySecond) {

    static <T> Pairs<T> of(List<T> first, List<T> second, BiPredicate<T, T> same) {
      Pairs<T> pairs = new Pairs<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(second));
      for (T one : first) {
        boolean found = pairs.onlySecond.removeIf(other -> same.test(one, other));
        (found ? pairs.both : pairs.onlyFirst).add(one);
      }
      return pairs;
    }
  }

  /** Lists what the pages do not say clearly, with what each reading made of it. */
  private void doubt(@Nullable Integer page, @Nullable String first, @Nullable String second) {
    String words = first == null ? second : first;
    if (page != null && words != null) {
      boolean otherwise = first != null && second != null && !first.equals(second);
      String doubt =
          otherwise
              ? "%s (read again: %s)".formatted(first, second)
              : "%s (not clear enough in the scan)".formatted(words);
      unread.add(new UnreadLine(page, scanned ? doubt : words));
    }
  }

  private static boolean same(Rate one, Rate other) {
    return one.rateBps() == other.rateBps()
        && equal(one.amountMin(), other.amountMin())
        && equal(one.amountMax(), other.amountMax())
        && Objects.equals(one.termMinMonths(), other.termMinMonths())
        && Objects.equals(one.termMaxMonths(), other.termMaxMonths());
  }

  private static boolean equal(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }
}
