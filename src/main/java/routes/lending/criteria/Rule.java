package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Facts;

/** One comparison of an application's fact with a policy's value. Immutable. */
public interface Rule {

  /** Whether it holds. */
  Truth test(Facts facts);

  /** The sentence that says so, for the truth value that {@link #test} gave. */
  String explain(Facts facts, Truth truth);

  /** What the application has, in the unit of {@link #expected}. */
  JsonNode actual(Facts facts);

  /** What the policy wants. */
  JsonNode expected();

  /** The unit of both; absent for plain numbers, texts and flags. */
  @Nullable String unit();

  /** The field of the application that decides it, as a path. */
  String path();
}
