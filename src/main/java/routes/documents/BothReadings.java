package routes.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;
import routes.lending.policy.Policy.AllPrograms;
import routes.lending.policy.Program;
import routes.lending.policy.Rate;

/** What two readings of one scanned document both say. Not thread-safe: one for each document. */
final class BothReadings {

  private final Set<UnreadLine> unread;

  private BothReadings(List<UnreadLine> unread) {
    this.unread = new LinkedHashSet<>(unread);
  }

  /** The first reading without what the second has otherwise, which is listed as unread. */
  static ReadPolicy of(ReadPolicy first, ReadPolicy second, String fallbackLenderName) {
    BothReadings both = new BothReadings(first.unread());
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
    for (Program program : other.programs()) {
      both.onlySecond(program, named(program.name(), one.programs()));
    }
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

  private void onlySecond(Program second, @Nullable Program first) {
    if (first == null) {
      program(second, null);
    }
  }

  private List<Criterion> criteria(List<Criterion> first, List<Criterion> second) {
    List<Criterion> kept = new ArrayList<>();
    List<Criterion> left = new ArrayList<>(second);
    List<Criterion> doubtful = new ArrayList<>();
    for (Criterion one : first) {
      if (left.removeIf(other -> same(one, other))) {
        kept.add(one);
      } else {
        doubtful.add(one);
      }
    }
    for (Criterion one : doubtful) {
      Criterion rival =
          left.stream()
              .filter(other -> other.type().equals(one.type()))
              .filter(other -> Objects.equals(other.page(), one.page()))
              .findFirst()
              .orElse(null);
      left.remove(rival);
      doubt(one.page(), one.quote(), rival == null ? null : rival.quote());
    }
    left.forEach(other -> doubt(other.page(), null, other.quote()));
    return kept;
  }

  private List<Rate> rates(List<Rate> first, List<Rate> second) {
    List<Rate> kept = new ArrayList<>();
    List<Rate> left = new ArrayList<>(second);
    List<Rate> doubtful = new ArrayList<>();
    for (Rate one : first) {
      if (left.removeIf(other -> same(one, other))) {
        kept.add(one);
      } else {
        doubtful.add(one);
      }
    }
    for (Rate one : doubtful) {
      Rate rival = left.isEmpty() ? null : left.remove(0);
      doubt(one.page(), one.quote(), rival == null ? null : rival.quote());
    }
    left.forEach(other -> doubt(other.page(), null, other.quote()));
    return kept;
  }

  /** Lists what the scan does not say clearly, with what each reading made of it. */
  private void doubt(@Nullable Integer page, @Nullable String first, @Nullable String second) {
    String words = first == null ? second : first;
    if (page != null && words != null) {
      boolean otherwise = first != null && second != null && !first.equals(second);
      unread.add(
          new UnreadLine(
              page,
              otherwise
                  ? "%s (read again: %s)".formatted(first, second)
                  : "%s (not clear enough in the scan)".formatted(words)));
    }
  }

  private static boolean same(Criterion one, Criterion other) {
    return one.type().equals(other.type())
        && one.operator() == other.operator()
        && one.value().equals(other.value())
        && Objects.equals(one.unit(), other.unit())
        && Objects.equals(one.when(), other.when())
        && Objects.equals(one.required(), other.required());
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
