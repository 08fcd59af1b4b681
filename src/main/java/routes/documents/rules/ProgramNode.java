package routes.documents.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Rate;

/** A program, or a section whose rules hold for the programs in it; the root holds for all. */
final class ProgramNode {

  private static final int DIFFERENT = 2;

  /** What a lender looks for in everybody. */
  private static final Set<String> HISTORY =
      Set.of(
          "bankruptcy",
          "foreclosure",
          "repossession",
          "judgement",
          "tax_lien",
          "collections",
          "citizenship",
          "state",
          "industry");

  /** So many programs show what each of them has. */
  private static final int ROW = 3;

  private static final Pattern SPOKEN_OF =
      Pattern.compile("[,:] |(?= (?:over|above|under|without|requests?|deals?)\\b)");

  private static final Pattern PROGRAMS =
      Pattern.compile(
          "(?i)(?:\\d+(?:\\.\\d+)?\\.? )?(?:our |the |credit |loan |lending |finance |financing )*(?:programs|products)(?: (?:we offer|offered|available))?");

  private @Nullable ProgramNode parent;
  private final String key;
  private final float prominence;
  private final int page;
  private final int order;
  private final List<ProgramNode> children = new ArrayList<>();
  private final List<Criterion> criteria = new ArrayList<>();
  private final List<Criterion> derived = new ArrayList<>();
  private final List<Criterion> ofProgram = new ArrayList<>();
  private final List<Rate> rates = new ArrayList<>();

  /** Of these criteria, those below smaller headings or outside of its list. */
  private final List<Criterion> apart = new ArrayList<>();

  /** Of these criteria, those that stand below the programs in it. */
  private final List<Criterion> below = new ArrayList<>();

  private boolean section;
  private boolean numbered;

  /** Whether what comes now stands there. */
  private boolean isApart;

  /** Whether a table calls it by its name. */
  private boolean tableHead;

  /** Of the root: how many nodes there are. */
  private int last;

  private String name;

  private ProgramNode(
      @Nullable ProgramNode parent, String name, String key, float prominence, int page) {
    this.parent = parent;
    this.name = name;
    this.key = key;
    this.prominence = prominence;
    this.page = page;
    this.order = parent == null ? 0 : ++parent.top().last;
  }

  static ProgramNode root() {
    return new ProgramNode(null, "", "", Float.MAX_VALUE, 1);
  }

  /** The program of that name in here, made when it is new; this one when it is its own name. */
  ProgramNode child(ProgramName program, float size, int onPage, boolean tableHead) {
    if (parent != null && program.key().equals(key)) {
      rename(program, tableHead);
      return this;
    }
    ProgramNode outer = tableHead ? outside(program) : null;
    if (outer != null) {
      return outer.child(program, size, onPage, true);
    }
    for (ProgramNode child : children) {
      if (child.key.equals(program.key())) {
        child.rename(program, tableHead);
        return child;
      }
    }
    // "Buy rates", by the programs described before.
    Optional<ProgramNode> known = tableHead ? top().described(program) : Optional.empty();
    if (known.isPresent()) {
      known.get().rename(program, true);
      return known.get();
    }
    ProgramNode child = new ProgramNode(this, program.name(), program.key(), size, onPage);
    child.tableHead = tableHead;
    children.add(child);
    return child;
  }

  /** What holds the step that this is in, and that one too: rates for A, B and C, below C. */
  private @Nullable ProgramNode outside(ProgramName program) {
    if (parent == null) {
      return null;
    }
    return besides(program) ? parent : parent.outside(program);
  }

  /** What holds all programs that a heading names: "The rules that hold for A, B and C". */
  @Nullable ProgramNode namedBy(String heading) {
    List<String> names =
        children.stream()
            .filter(child -> !child.section)
            .map(ProgramNode::calledBy)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    if (names.size() > 1 && allIn(heading, names)) {
      return this;
    }
    return parent == null ? null : parent.namedBy(heading);
  }

  /** The letter of a grade, else the name. */
  private String calledBy() {
    boolean letter = isStep() && key.length() <= 2;
    return letter ? key.toUpperCase(Locale.ROOT) : name;
  }

  /** Whether each name stands in a text by itself; longer ones may hold shorter ones. */
  private static boolean allIn(String text, List<String> names) {
    String rest = text;
    for (String name : names) {
      Matcher word =
          Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w+-])").matcher(rest);
      if (!word.find()) {
        return false;
      }
      rest = word.replaceAll(" ");
    }
    return true;
  }

  /** Whether a program of that name stands in here already. */
  boolean has(ProgramName program) {
    return children.stream().anyMatch(child -> child.key.equals(program.key()));
  }

  /** Whether the document has a program of that name so far. */
  boolean knows(ProgramName program) {
    return has(program) || top().described(program).isPresent();
  }

  /** The only program or section of that name in here; steps have their name in each program. */
  Optional<ProgramNode> described(ProgramName program) {
    return program.isStep() ? Optional.empty() : only(program);
  }

  /** The only program of that name that is no part of another one. */
  Optional<ProgramNode> spokenOf(ProgramName program) {
    return only(program).filter(node -> !program.isStep() || !node.isOfProgram());
  }

  private Optional<ProgramNode> only(ProgramName program) {
    List<ProgramNode> found = below().filter(node -> node.key.equals(program.key())).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Whether a program of that name stands somewhere below, which is more than a heading. */
  boolean hasProgram(ProgramName program) {
    return below().anyMatch(node -> !node.section && node.key.equals(program.key()));
  }

  /** Whether it is part of a program. */
  private boolean isOfProgram() {
    return parent != null && parent.isInProgram();
  }

  private Stream<ProgramNode> below() {
    return children.stream().flatMap(child -> Stream.concat(Stream.of(child), child.below()));
  }

  /** What stands below a heading that may be a program's, or may be no more than a heading. */
  ProgramNode section(ProgramName title, float size, int onPage) {
    boolean known = children.stream().anyMatch(child -> child.key.equals(title.key()));
    ProgramNode node = child(title, size, onPage, false);
    node.section |= !known && node != this && !listsPrograms();
    return node;
  }

  /** Whether the headings in here are names of programs, as those under "Our programs" are. */
  private boolean listsPrograms() {
    return section && PROGRAMS.matcher(name).matches();
  }

  /** The name over its rates is the one that a lender's people use. */
  private void rename(ProgramName program, boolean byTable) {
    rename(program.name(), byTable);
  }

  private void rename(String other, boolean byTable) {
    isApart = false;
    boolean shortened = name.startsWith(other + " ");
    if (byTable && other.length() > 1 && !shortened) {
      name = other;
    }
    tableHead |= byTable;
  }

  /** The program in here that a statement begins with by name: "Gold over $200,000: ...". */
  Optional<ProgramNode> spokenOf(String statement) {
    return children.stream().filter(child -> child.begins(statement)).findFirst();
  }

  /** The only program below here that a statement begins with by name. */
  Optional<ProgramNode> spokenOfBelow(String statement) {
    List<ProgramNode> found = below().filter(node -> node.begins(statement)).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private boolean begins(String statement) {
    return !section
        && name.length() > 2
        && statement.regionMatches(true, 0, name, 0, name.length())
        && SPOKEN_OF.matcher(statement.substring(name.length())).lookingAt();
  }

  /** Whether a program of that name stands beside this one, and not in it. */
  boolean besides(ProgramName program) {
    return isStep() && program.isStep() && !program.key().equals(key);
  }

  private boolean isStep() {
    return new ProgramName(name, key).isStep();
  }

  /** Steps of one row stand equally high, though a scan may make one of their headings larger. */
  float prominenceInRow(ProgramName program, float own) {
    if (parent == null) {
      return own;
    }
    return besides(program) && prominence * 2 > own
        ? Math.min(prominence, own)
        : parent.prominenceInRow(program, own);
  }

  /** Says that it is one of a numbered row, of which all are programs if one is. */
  void number() {
    numbered = true;
  }

  /** Says that what follows stands below a smaller heading in it, or outside of its list. */
  void apart() {
    isApart = parent != null;
  }

  void add(Criterion criterion) {
    criteria.add(criterion);
    if (isApart) {
      apart.add(criterion);
    }
    if (!children.isEmpty()) {
      below.add(criterion);
    }
  }

  /** Adds what follows from a rate table; what is said in words goes before it. */
  void addDerived(Criterion criterion) {
    derived.add(criterion);
  }

  /** Adds what only a program would say so shortly. */
  void addIfProgram(Criterion criterion) {
    ofProgram.add(criterion);
  }

  /**
   * Tells the headings that name programs from the others: where two of them ask for the same
   * things in different ways, each must be a program. What stands below the others holds for all.
   *
   * @param dropped takes what holds only for a program, and stood below another heading
   */
  void settle(Consumer<Criterion> dropped) {
    children.forEach(child -> child.settle(dropped));
    // A title with nothing of its own does not keep programs from those that stand beside it.
    List.copyOf(children).stream()
        .filter(child -> child.section && child.isEmpty() && !child.children.isEmpty())
        .forEach(
            title -> {
              children.remove(title);
              absorb(title, dropped);
            });
    List<ProgramNode> programs =
        children.stream()
            .filter(child -> child.section)
            .filter(
                child ->
                    Contrast.between(child, children) >= (child.numbered ? 1 : DIFFERENT)
                        || (child.priced()
                            && children.stream().filter(ProgramNode::priced).count() > 1))
            .toList();
    programs.forEach(ProgramNode::becomeProgram);
    if (programs.stream().anyMatch(child -> child.numbered)) {
      children.stream()
          .filter(child -> child.section && child.numbered)
          .forEach(ProgramNode::becomeProgram);
    }
    for (ProgramNode child : List.copyOf(children)) {
      if (child.section) {
        children.remove(child);
        SectionCondition.of(child.name)
            .ifPresent(when -> child.criteria.replaceAll(one -> SectionCondition.under(when, one)));
        absorb(child, dropped);
      }
    }
    children.sort(Comparator.comparingInt(child -> child.order));
    takeFromLast();
    takeFromLastTable();
    if (!section && parent != null) {
      becomeProgram();
    }
  }

  /**
   * What stands apart in the last of its programs, and in none of the others, holds for all of
   * them: the rest of the document, below a smaller heading than theirs.
   */
  private void takeFromLast() {
    List<ProgramNode> programs = children.stream().filter(ProgramNode::hasContent).toList();
    if (programs.size() < ROW) {
      return;
    }
    ProgramNode last = programs.get(programs.size() - 1);
    List<ProgramNode> others = programs.subList(0, programs.size() - 1);
    int fewest = others.stream().mapToInt(one -> one.criteria.size()).min().orElse(0);
    boolean whole = (last.criteria.size() - last.apart.size()) * 2 >= fewest;
    if (whole && others.stream().allMatch(one -> one.apart.isEmpty())) {
      criteria.addAll(last.apart);
      last.criteria.removeAll(last.apart);
      last.apart.clear();
    }
  }

  /**
   * What stands below the last of two tables or more that have the same programs: when it speaks of
   * what people have done, it is the rest of the document and holds for all of them.
   */
  private void takeFromLastTable() {
    List<ProgramNode> filled = children.stream().filter(ProgramNode::hasContent).toList();
    ProgramNode last = filled.isEmpty() ? this : filled.get(filled.size() - 1);
    boolean again =
        last.children.size() > 1
            && last.children.stream().allMatch(one -> one.tableHead)
            && filled.stream()
                .filter(other -> other != last)
                .flatMap(other -> Stream.concat(Stream.of(other), other.children.stream()))
                .anyMatch(other -> other.key.equals(last.children.get(0).key));
    boolean ofAll =
        last.below.stream().map(Criterion::type).filter(HISTORY::contains).distinct().count() > 1;
    if (again && ofAll) {
      criteria.addAll(last.below);
      last.criteria.removeAll(last.below);
      last.below.clear();
    }
  }

  /** A title over all programs is no program, though it may sound like one. */
  void unwrap() {
    List<ProgramNode> filled = children.stream().filter(ProgramNode::hasContent).toList();
    if (filled.size() == 1
        && filled.get(0).rates.isEmpty()
        && filled.get(0).children.stream().filter(ProgramNode::hasContent).count() > 1) {
      ProgramNode title = filled.get(0);
      children.remove(title);
      absorb(title, none -> {});
      unwrap();
    }
  }

  /** Whether anything was read for it or in it. */
  boolean hasContent() {
    return !isEmpty() || children.stream().anyMatch(ProgramNode::hasContent);
  }

  private ProgramNode top() {
    ProgramNode node = this;
    while (node.parent != null) {
      node = node.parent;
    }
    return node;
  }

  /** Whether it is a section with rules and rates of its own. */
  private boolean priced() {
    return section && !rates.isEmpty() && !criteria.isEmpty();
  }

  private void becomeProgram() {
    section = false;
    criteria.addAll(ofProgram);
    ofProgram.clear();
  }

  private void absorb(ProgramNode other, Consumer<Criterion> dropped) {
    if (!tableHead && !other.section && parent != null) {
      rename(other.name, other.tableHead);
    }
    criteria.addAll(other.criteria);
    apart.addAll(parent == null ? List.of() : other.section ? other.criteria : other.apart);
    derived.addAll(other.derived);
    rates.addAll(other.rates);
    if (parent == null) {
      other.ofProgram.forEach(dropped);
    } else {
      ofProgram.addAll(other.ofProgram);
    }
    for (ProgramNode child : other.children) {
      ProgramNode same =
          children.stream().filter(mine -> mine.key.equals(child.key)).findFirst().orElse(null);
      if (same == null) {
        child.parent = this;
        children.add(child);
      } else {
        same.absorb(child, dropped);
      }
    }
  }

  /** What it requires under no condition. */
  Stream<Criterion> required() {
    return Stream.concat(criteria.stream(), ofProgram.stream())
        .filter(one -> one.when() == null && !Boolean.FALSE.equals(one.required()));
  }

  boolean isSection() {
    return section;
  }

  void add(Rate rate) {
    rates.add(rate);
  }

  @Nullable ProgramNode parent() {
    return parent;
  }

  /** Whether it is a program or a section of one. */
  boolean isInProgram() {
    return parent != null && (!section || parent.isInProgram());
  }

  boolean isRoot() {
    return parent == null;
  }

  String name() {
    return name;
  }

  float prominence() {
    return prominence;
  }

  int page() {
    return page;
  }

  List<ProgramNode> children() {
    return children;
  }

  List<Criterion> criteria() {
    return criteria;
  }

  List<Criterion> derived() {
    return derived;
  }

  List<Rate> rates() {
    return rates;
  }

  /** Whether anything was read for it. */
  boolean isEmpty() {
    return criteria.isEmpty() && ofProgram.isEmpty() && derived.isEmpty() && rates.isEmpty();
  }
}
