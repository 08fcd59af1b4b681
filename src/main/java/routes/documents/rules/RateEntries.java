package routes.documents.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;
import routes.lending.policy.Rate;

/** Enters the rates that tables have. */
final class RateEntries {

  private final Ledger ledger;

  RateEntries(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Enters the rates of a table, and the limits that follow from its bands. */
  void enter(RateTable table, ProgramNode here) {
    table.unpriced().stream().map(RateTable.Unpriced::words).distinct().forEach(ledger::unread);
    Set<ProgramNode> open =
        table.unpriced().stream().map(one -> node(one.program(), here)).collect(Collectors.toSet());
    Map<ProgramNode, List<RateTable.Entry>> byProgram = new LinkedHashMap<>();
    for (RateTable.Entry entry : table.entries()) {
      ProgramNode node = node(entry.program(), here);
      byProgram.computeIfAbsent(node, none -> new ArrayList<>()).add(entry);
    }
    byProgram.forEach(
        (node, entries) -> {
          for (RateTable.Entry entry : entries) {
            Band amount = entry.amount();
            Band term = entry.term();
            ledger.enter(
                node,
                new Rate(
                    amount == null ? null : amount.low(),
                    amount == null ? null : amount.high(),
                    months(term == null ? null : term.low()),
                    months(term == null ? null : term.high()),
                    entry.bps(),
                    ledger.page(),
                    entry.quote()));
          }
          if (open.contains(node)) {
            // It lends where it quotes no rate as well.
            return;
          }
          limits(node, "loan_amount", "USD", entries, RateTable.Entry::amount);
          limits(node, "loan_term", "months", entries, RateTable.Entry::term);
        });
  }

  private ProgramNode node(@Nullable ProgramName program, ProgramNode here) {
    return program == null ? here : here.child(program, 0, ledger.page(), true);
  }

  private static @Nullable Integer months(@Nullable BigDecimal value) {
    return value == null ? null : value.intValueExact();
  }

  /** A lender that quotes no rate outside its bands does not lend there. */
  private void limits(
      ProgramNode node,
      String type,
      String unit,
      List<RateTable.Entry> entries,
      Function<RateTable.Entry, @Nullable Band> band) {
    List<Band> bands = entries.stream().map(band).filter(Objects::nonNull).distinct().toList();
    if (bands.isEmpty() || entries.stream().anyMatch(entry -> band.apply(entry) == null)) {
      return;
    }
    boolean openBelow = bands.stream().anyMatch(b -> b.low() == null);
    boolean openAbove = bands.stream().anyMatch(b -> b.high() == null);
    BigDecimal low =
        openBelow
            ? null
            : bands.stream()
                .map(b -> Objects.requireNonNull(b.low()))
                .reduce(BigDecimal::min)
                .orElseThrow();
    BigDecimal high =
        openAbove
            ? null
            : bands.stream()
                .map(b -> Objects.requireNonNull(b.high()))
                .reduce(BigDecimal::max)
                .orElseThrow();
    Fact fact;
    if (low != null && high != null && low.compareTo(high) < 0) {
      fact = new Fact(type, Operator.BETWEEN, Fact.range(low, high), unit, null, false);
    } else if (high != null) {
      fact = new Fact(type, Operator.LTE, Fact.number(high), unit, null, false);
    } else if (low != null) {
      fact = new Fact(type, Operator.GTE, Fact.number(low), unit, null, false);
    } else {
      return;
    }
    node.addDerived(fact.criterion(ledger.page(), entries.get(0).quote()));
  }

  /** Enters a rate that stands in a table of requirements. */
  void enter(ProgramNode node, CrossTable.Entry entry) {
    String quote = entry.quote();
    Band band = entry.band();
    BigDecimal low = band == null ? null : band.low();
    BigDecimal high = band == null ? null : band.high();
    BuyRate.value(entry.value())
        .ifPresentOrElse(
            bps -> ledger.enter(node, new Rate(low, high, null, null, bps, ledger.page(), quote)),
            () -> ledger.unread(quote));
  }
}
