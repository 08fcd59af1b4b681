package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * What was read from some text.
 *
 * @param facts what it says
 * @param unread the parts that were not understood
 */
record Reading(List<Fact> facts, List<String> unread) {

  /** Nothing read, and nothing left unread. */
  static final Reading NONE = new Reading(List.of(), List.of());

  static Reading of(List<Fact> facts) {
    return new Reading(facts, List.of());
  }

  static Reading nothing(String text) {
    return new Reading(List.of(), List.of(text));
  }

  /** What was read, under a condition. */
  Reading under(String when) {
    return new Reading(facts.stream().map(fact -> fact.under(when)).toList(), unread);
  }

  /** This, or the other one where this has no facts and the other has. */
  Reading or(Reading other) {
    return facts.isEmpty() && !other.facts.isEmpty() ? other : this;
  }

  /** Lists of what is not financed, with the type that the words above them give. */
  Reading typedBy(String heading) {
    String type = Exclusions.typeOf(heading);
    return new Reading(
        facts.stream()
            .map(fact -> fact.type().equals(Exclusions.EITHER) ? fact.of(type) : fact)
            .toList(),
        unread);
  }

  Reading and(Reading other) {
    List<Fact> all = new ArrayList<>(facts);
    all.addAll(other.facts);
    List<String> rest = new ArrayList<>(unread);
    rest.addAll(other.unread);
    return new Reading(all, rest);
  }
}
