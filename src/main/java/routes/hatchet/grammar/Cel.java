package routes.hatchet.grammar;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.Nearest;

/**
 * Looks at CEL before an engine does: engines take any text, and a condition that cannot be
 * compiled just never matches. Only syntax and names of variables are judged, as engines differ in
 * their functions.
 */
public final class Cel {

  /** What expressions of a step see. */
  static final List<String> STEP =
      List.of("input", "additional_metadata", "workflow_run_id", "parents");

  /** What expressions of a whole run see. */
  static final List<String> RUN = List.of("input", "additional_metadata", "workflow_run_id");

  private static final int LONGEST = 10_000;

  /** Names of types are identifiers, too. */
  private static final Set<String> TYPES =
      Set.of(
          "bool",
          "bytes",
          "double",
          "dyn",
          "google",
          "int",
          "list",
          "map",
          "null_type",
          "string",
          "type",
          "uint");

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .setOptions(CelOptions.current().maxExpressionCodePointSize(LONGEST).build())
          .build();

  private Cel() {}

  /** The expression of an idempotency key, when it can be CEL. */
  public static String idempotency(String expression) {
    return check("idempotency", expression.strip(), List.of("input", "additional_metadata"));
  }

  /**
   * Returns the expression when it can be CEL.
   *
   * @param option names it in errors
   * @param variables what it may look at
   */
  static String check(String option, String expression, List<String> variables) {
    CelValidationResult result = PARSER.parse(expression);
    CelAbstractSyntaxTree tree;
    try {
      tree = result.getAst();
    } catch (CelValidationException e) {
      throw new HatchetException(
          option + " has \"" + expression + "\", which is no CEL: " + reason(e) + ".", e);
    }
    Set<String> known = new HashSet<>(variables);
    List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
    for (CelNavigableExpr node : nodes) {
      if (node.getKind() == Kind.COMPREHENSION) {
        CelExpr.CelComprehension comprehension = node.expr().comprehension();
        known.add(comprehension.iterVar());
        known.add(comprehension.iterVar2());
        known.add(comprehension.accuVar());
      }
    }
    for (CelNavigableExpr node : nodes) {
      if (node.getKind() == Kind.IDENT) {
        String name = node.expr().ident().name();
        if (!known.contains(name) && !TYPES.contains(name)) {
          throw unknown(option, expression, name, variables);
        }
      }
    }
    return expression;
  }

  private static HatchetException unknown(
      String option, String expression, String name, List<String> variables) {
    String nearest = Nearest.of(name, variables);
    return new HatchetException(
        option
            + " has \""
            + expression
            + "\", whose variable "
            + name
            + " is not known; "
            + (nearest == null
                ? "it may use " + String.join(", ", variables) + "."
                : "the nearest is " + nearest + "."));
  }

  /** The first line without the place: the expression is short and stands beside it. */
  private static String reason(CelValidationException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    int place = message.indexOf(": ");
    return place < 0 ? message : message.substring(message.indexOf(": ", place) + 2);
  }
}
