package routes.documents.rules;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What heads a row or column of a table.
 *
 * @param kind what it is
 * @param text its words
 * @param program the program that it names, if it may name one
 * @param band the band of amounts or scores that it states, if it states one
 */
record CrossHead(Kind kind, String text, @Nullable ProgramName program, @Nullable Band band) {

  /** One end of what the head above it names. */
  static final String END = "(?i)(?:min|max)(?:imum)?\\.?";

  /** "Tier 1 established" */
  private static final Pattern DESCRIBED =
      Pattern.compile("^(?<name>(?i:tier|class|grade|level) [1-9A-E][+-]?) [a-z][a-z ]*$");

  /** Heads of columns that say how something is required, and of which program nothing. */
  private static final String PLAIN =
      TableReader.PLAIN_HEAD + "|comments?|exceptions?|remarks?|explanation";

  /** What a head can be. */
  enum Kind {
    NOTHING,
    PROGRAM,
    BAND,
    LABEL
  }

  /**
   * A head with these words; nothing when they are not understood.
   *
   * @param above what heads the row or column of heads itself
   * @param labels whether words name something that is required
   */
  static Optional<CrossHead> of(String text, String above, Predicate<String> labels) {
    Band score = Band.score(text, above);
    Band band = score == null ? Band.of(text, false) : score;
    if (band != null) {
      return band.of() == Field.LOAN_TERM
          ? Optional.empty()
          : Optional.of(new CrossHead(Kind.BAND, text, null, band));
    }
    ProgramName program = program(text).orElse(null);
    if (labels.test(text) || text.matches(END)) {
      return Optional.of(new CrossHead(Kind.LABEL, text, program, null));
    }
    if (program != null) {
      return Optional.of(new CrossHead(Kind.PROGRAM, text, program, null));
    }
    return Quantities.in(Prose.plain(text)).isEmpty()
        ? Optional.of(new CrossHead(Kind.NOTHING, text, null, null))
        : Optional.empty();
  }

  /** What a head names with all its words, or with its first ones where others describe it. */
  private static Optional<ProgramName> program(String head) {
    String text = DESCRIBED.matcher(head).replaceFirst("${name}");
    for (int end = text.length(); end > 0; end = text.lastIndexOf(' ', end - 1)) {
      Optional<ProgramName> name = ProgramName.in(text.substring(0, end));
      boolean goesOn = text.substring(end).matches(" [A-Z].*");
      if (name.isPresent() && (!goesOn || name.get().isStep())) {
        return name;
      }
    }
    return Optional.empty();
  }

  CrossHead unlabelled() {
    Kind other = program == null ? Kind.NOTHING : Kind.PROGRAM;
    return kind == Kind.LABEL ? new CrossHead(other, text, program, band) : this;
  }

  private CrossHead with(Band other) {
    return new CrossHead(kind, text, program, other);
  }

  private CrossHead as(Kind other) {
    ProgramName name = other == Kind.PROGRAM && program == null ? ProgramName.of(text) : program;
    return new CrossHead(other, text, name, band);
  }

  /** Heads side by side are of one kind; nothing when they are not. */
  static Optional<List<CrossHead>> settled(List<CrossHead> side) {
    List<CrossHead> heads = consecutive(side);
    long labels = heads.stream().filter(head -> head.kind() == Kind.LABEL).count();
    long programs = heads.stream().filter(head -> head.program() != null).count();
    Kind kind =
        heads.stream().anyMatch(head -> head.kind() == Kind.BAND)
            ? Kind.NOTHING
            : programs > labels ? Kind.PROGRAM : labels > 0 ? Kind.LABEL : Kind.NOTHING;
    boolean mixed =
        kind == Kind.PROGRAM
            && heads.stream().anyMatch(h -> h.kind() == Kind.LABEL && h.program() == null);
    return mixed
        ? Optional.empty()
        : Optional.of(
            heads.stream()
                .map(head -> head.text().isBlank() || kind == Kind.NOTHING ? head : head.as(kind))
                .toList());
  }

  /** "Up to $35,000", "up to $50,000": each begins where the one before ends. */
  private static List<CrossHead> consecutive(List<CrossHead> heads) {
    List<Band> bands =
        heads.stream().map(CrossHead::band).filter(Objects::nonNull).distinct().toList();
    return heads.stream()
        .map(head -> head.band() == null ? head : head.with(head.band().besides(bands)))
        .toList();
  }

  /** What stands across from the labels, and is nothing known, are the names of programs. */
  static List<List<CrossHead>> divided(List<List<CrossHead>> levels) {
    boolean known = has(levels, Kind.PROGRAM) || has(levels, Kind.BAND);
    if (known || levels.size() != 1) {
      return levels;
    }
    List<CrossHead> heads = levels.get(0);
    boolean names =
        heads.stream().noneMatch(head -> head.text().isBlank() || head.text().matches(PLAIN))
            && heads.stream().map(CrossHead::text).distinct().count() == heads.size();
    return names ? List.of(heads.stream().map(head -> head.as(Kind.PROGRAM)).toList()) : levels;
  }

  /** These heads as the names of programs, where all of them are known to be; else none. */
  static Optional<List<CrossHead>> named(List<CrossHead> heads, Predicate<String> programs) {
    boolean all =
        heads.stream().allMatch(head -> head.band() == null && programs.test(head.text()));
    return all
        ? Optional.of(heads.stream().map(head -> head.as(Kind.PROGRAM)).toList())
        : Optional.empty();
  }

  private static boolean has(List<List<CrossHead>> levels, Kind kind) {
    return levels.stream().flatMap(List::stream).anyMatch(head -> head.kind() == kind);
  }
}
