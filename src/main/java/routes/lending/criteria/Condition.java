package routes.lending.criteria;

import java.util.List;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Missing;
import routes.lending.application.Facts;
import routes.lending.application.Field;

/** What a guard asks of an application. */
public sealed interface Condition {

  /** Whether it holds. */
  Truth test(Facts facts);

  /** A rule holds. */
  record Holds(Rule rule) implements Condition {
    @Override
    public Truth test(Facts facts) {
      return rule.test(facts);
    }
  }

  /** The application has a value there; a {@code null} says that there is none. */
  record Has(Field field) implements Condition {
    @Override
    public Truth test(Facts facts) {
      Fact fact = facts.get(field);
      if (!(fact instanceof Missing missing)) {
        return Truth.TRUE;
      }
      return missing.none() ? Truth.FALSE : Truth.UNKNOWN;
    }
  }

  /** It does not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public Truth test(Facts facts) {
      return condition.test(facts).not();
    }
  }

  /** All hold; none of them always holds. */
  record All(List<Condition> conditions) implements Condition {
    @Override
    public Truth test(Facts facts) {
      Truth all = Truth.TRUE;
      for (Condition condition : conditions) {
        all = all.and(condition.test(facts));
      }
      return all;
    }
  }

  /** At least one holds. */
  record Any(List<Condition> conditions) implements Condition {
    @Override
    public Truth test(Facts facts) {
      Truth any = Truth.FALSE;
      for (Condition condition : conditions) {
        any = any.or(condition.test(facts));
      }
      return any;
    }
  }
}
