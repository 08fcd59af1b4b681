package routes.lending.criteria;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import routes.lending.application.KnownPaths;

/**
 * Expressions over an application: its fields by path, {@code guarantors} as a list, and {@code
 * application} for fields of the sender's own. Checked for names and types when they are compiled,
 * and bounded in length, depth and steps.
 */
final class CelExpressions {
  /** The variable that holds the whole application. */
  static final String WHOLE = "application";

  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 50;
  private static final int MOST_STEPS = 10_000;
  private static final int LARGEST_REGEX = 500;
  private static final String GUARANTORS = "guarantors";

  private static final Cel CEL = cel();

  private CelExpressions() {}

  /**
   * An expression made ready.
   *
   * @param program evaluates it; thread-safe
   * @param paths the fields that it names, sorted
   */
  record Compiled(CelRuntime.Program program, List<String> paths) {}

  private static Cel cel() {
    CelBuilder builder =
        CelFactory.standardCelBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(DEEPEST)
                    .maxRegexProgramSize(LARGEST_REGEX)
                    .comprehensionMaxIterations(MOST_STEPS)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    KnownPaths.kindsByPath().forEach((path, kind) -> builder.addVar(path, type(kind)));
    CelType map = MapType.create(SimpleType.STRING, SimpleType.DYN);
    builder.addVar(GUARANTORS, ListType.create(map));
    builder.addVar(WHOLE, map);
    return builder.build();
  }

  private static CelType type(KnownPaths.Kind kind) {
    return switch (kind) {
      case NUMBER -> SimpleType.DOUBLE;
      case FLAG -> SimpleType.BOOL;
      case TEXT -> SimpleType.STRING;
    };
  }

  /**
   * Compiles an expression.
   *
   * @throws BadCriterionException saying what is wrong with it
   */
  static Compiled compile(String expression) throws BadCriterionException {
    try {
      CelAbstractSyntaxTree ast = CEL.compile(expression).getAst();
      List<String> paths =
          ast.getReferenceMap().values().stream()
              .map(CelReference::name)
              .filter(name -> KnownPaths.kindsByPath().containsKey(name) || name.equals(GUARANTORS))
              .distinct()
              .sorted()
              .toList();
      return new Compiled(CEL.createProgram(ast), paths);
    } catch (CelValidationException | CelEvaluationException e) {
      String wrong = firstLine(e.getMessage());
      throw new BadCriterionException(
          "value",
          "cannot be read as CEL: %s%s"
              .formatted(
                  wrong,
                  wrong.contains("no matching overload")
                      ? " (the application's numbers are doubles: write 2.0, not 2, to calculate"
                          + " with them)"
                      : ""));
    }
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.replaceFirst("^ERROR: <input>:", "at ");
  }
}
