package routes.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.NullValue;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;

/** CEL over JSON. Compiled programs are kept; numbers are doubles, as in JSON. Thread-safe. */
public final class Expressions {
  private static final int KEPT = 1_000;
  private static final int LONGEST = 10_000;
  private static final List<String> VARIABLES =
      List.of(
          "input",
          "output",
          "additional_metadata",
          "workflow_run_id",
          "parents",
          "payload",
          "event_id",
          "event_key",
          "headers");

  private final Cel cel;
  private final Map<String, CelRuntime.Program> programs =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CelRuntime.Program> eldest) {
          return size() > KEPT;
        }
      };

  /** An expression that cannot be compiled or evaluated, or gives another type. */
  public static final class ExpressionException extends Exception {
    ExpressionException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  public Expressions() {
    CelOptions options =
        CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxRegexProgramSize(500)
            .comprehensionMaxIterations(1_000)
            .build();
    var builder =
        CelFactory.standardCelBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "checksum",
                    CelOverloadDecl.newMemberOverload(
                        "checksum_string", SimpleType.STRING, SimpleType.STRING)))
            .addFunctionBindings(
                CelFunctionBinding.from("checksum_string", String.class, Expressions::checksum));
    VARIABLES.forEach(name -> builder.addVar(name, SimpleType.DYN));
    this.cel = builder.build();
  }

  public String text(String expression, Map<String, ?> variables) throws ExpressionException {
    if (evaluate(expression, variables) instanceof String text) {
      return text;
    }
    throw new ExpressionException("\"" + expression + "\" does not give a string", null);
  }

  public int integer(String expression, Map<String, ?> variables) throws ExpressionException {
    if (evaluate(expression, variables) instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw new ExpressionException("\"" + expression + "\" does not give an integer", null);
  }

  public boolean bool(String expression, Map<String, ?> variables) throws ExpressionException {
    if (evaluate(expression, variables) instanceof Boolean value) {
      return value;
    }
    throw new ExpressionException("\"" + expression + "\" does not give a bool", null);
  }

  /** What CEL sees of a JSON text. */
  public static Object value(@Nullable String json) {
    return value(Json.tree(json));
  }

  private Object evaluate(String expression, Map<String, ?> variables) throws ExpressionException {
    try {
      return program(expression).eval(ImmutableMap.copyOf(variables));
    } catch (CelValidationException | CelEvaluationException | IllegalArgumentException e) {
      throw new ExpressionException("\"" + expression + "\": " + e.getMessage(), e);
    }
  }

  private CelRuntime.Program program(String expression)
      throws CelValidationException, CelEvaluationException {
    synchronized (programs) {
      CelRuntime.Program known = programs.get(expression);
      if (known == null) {
        known = cel.createProgram(cel.compile(expression).getAst());
        programs.put(expression, known);
      }
      return known;
    }
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(item -> list.add(value(item)));
      return list;
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? node.textValue() : NullValue.NULL_VALUE;
  }

  private static String checksum(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
