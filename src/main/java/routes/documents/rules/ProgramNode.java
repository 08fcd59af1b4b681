package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Rate;

/** A program, or a section whose rules hold for the programs in it; the root holds for all. */
final class ProgramNode {

  private final @Nullable ProgramNode parent;
  private final String key;
  private final float prominence;
  private final int page;
  private final List<ProgramNode> children = new ArrayList<>();
  private final List<Criterion> criteria = new ArrayList<>();
  private final List<Criterion> derived = new ArrayList<>();
  private final List<Rate> rates = new ArrayList<>();
  private String name;

  private ProgramNode(
      @Nullable ProgramNode parent, String name, String key, float prominence, int page) {
    this.parent = parent;
    this.name = name;
    this.key = key;
    this.prominence = prominence;
    this.page = page;
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
    for (ProgramNode child : children) {
      if (child.key.equals(program.key())) {
        child.rename(program, tableHead);
        return child;
      }
    }
    ProgramNode child = new ProgramNode(this, program.name(), program.key(), size, onPage);
    children.add(child);
    return child;
  }

  /** The name over its rates is the one that a lender's people use. */
  private void rename(ProgramName program, boolean tableHead) {
    boolean shortened = name.startsWith(program.name() + " ");
    if (tableHead && program.name().length() > 1 && !shortened) {
      name = program.name();
    }
  }

  /** Whether a program of that name stands beside this one, and not in it. */
  boolean besides(ProgramName program) {
    return new ProgramName(name, key).isStep() && program.isStep() && !program.key().equals(key);
  }

  boolean isNamed(ProgramName program) {
    return parent != null && program.key().equals(key);
  }

  void add(Criterion criterion) {
    criteria.add(criterion);
  }

  /** Adds what follows from a rate table; what is said in words goes before it. */
  void addDerived(Criterion criterion) {
    derived.add(criterion);
  }

  void add(Rate rate) {
    rates.add(rate);
  }

  @Nullable ProgramNode parent() {
    return parent;
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
    return criteria.isEmpty() && derived.isEmpty() && rates.isEmpty();
  }
}
