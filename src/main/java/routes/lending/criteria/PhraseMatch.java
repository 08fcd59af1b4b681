package routes.lending.criteria;

import java.util.List;
import routes.lending.application.Phrases;

/**
 * Compares what people call an industry or a machine with an entry of a lender's list.
 *
 * <p>A name falls under an entry when it is the entry or a kind of it, which in English stands at
 * the end: "Long Haul Trucking" is trucking, "furniture manufacturing" is no furniture but may be
 * meant, and "Medical" may be "Fad Medical". Where the words alone don't tell, the answer is
 * unknown.
 */
final class PhraseMatch {
  private PhraseMatch() {}

  /** Whether a name from an application falls under an entry of a list. */
  static Truth fallsUnder(Phrases actual, Phrases entry) {
    Truth any = Truth.FALSE;
    for (List<String> wanted : entry.names()) {
      any = any.or(mentions(actual, wanted));
    }
    return any == Truth.TRUE ? any : any.or(fallsUnderBrackets(actual, entry.inBrackets()));
  }

  /** Words in brackets explain an entry: all of them name it, some of them may. */
  private static Truth fallsUnderBrackets(Phrases actual, List<List<String>> explained) {
    Truth all = explained.isEmpty() ? Truth.FALSE : Truth.TRUE;
    boolean some = false;
    for (List<String> wanted : explained) {
      Truth one = mentions(actual, wanted);
      some |= one != Truth.FALSE;
      all = all.and(one);
    }
    return all == Truth.FALSE && some ? Truth.UNKNOWN : all;
  }

  private static Truth mentions(Phrases actual, List<String> wanted) {
    Truth any = Truth.FALSE;
    for (List<String> name : actual.names()) {
      any = any.or(compare(name, wanted));
    }
    for (List<String> name : actual.inBrackets()) {
      any = any.or(compare(name, wanted));
    }
    return any;
  }

  private static Truth compare(List<String> name, List<String> wanted) {
    int extra = name.size() - wanted.size();
    if (extra >= 0 && name.subList(extra, name.size()).equals(wanted)) {
      return Truth.TRUE;
    }
    return name.containsAll(wanted) || wanted.containsAll(name) ? Truth.UNKNOWN : Truth.FALSE;
  }
}
