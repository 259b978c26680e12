package dev.footfall.rule;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What expressions may name, and of which type it is. {@link CelVariables} gives the values.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/v0.24.0/doc/langdef.md">The language</a>
 */
final class CelEnvironment {
  /** Of an attribute: text, or a number where it was sent as one. */
  private static final MapType ATTRIBUTES = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private static final MapType TEXTS = MapType.create(SimpleType.STRING, SimpleType.STRING);

  private static final ImmutableMap<String, CelType> SPAN_FIELDS =
      ImmutableMap.of(
          "name", SimpleType.STRING,
          "service", SimpleType.STRING,
          "error", SimpleType.BOOL,
          "duration_ms", SimpleType.INT,
          "attributes", ATTRIBUTES);

  private static final StructType SPAN =
      StructType.create(
          "Span", SPAN_FIELDS.keySet(), name -> Optional.ofNullable(SPAN_FIELDS.get(name)));

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(100_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .setTypeProvider(new SpanType())
          .addVar("method", SimpleType.STRING)
          .addVar("scheme", SimpleType.STRING)
          .addVar("host", SimpleType.STRING)
          .addVar("path", SimpleType.STRING)
          .addVar("route", SimpleType.STRING)
          .addVar("status", SimpleType.INT)
          .addVar("duration_ms", SimpleType.INT)
          .addVar("error", SimpleType.BOOL)
          .addVar("service", SimpleType.STRING)
          .addVar("service_version", SimpleType.STRING)
          .addVar("environment", SimpleType.STRING)
          .addVar("span_name", SimpleType.STRING)
          .addVar(CelNames.CAPTURES, TEXTS)
          .addVar(CelNames.QUERY, TEXTS)
          .addVar(CelNames.ATTRIBUTES, ATTRIBUTES)
          .addVar("spans", ListType.create(SPAN))
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private CelEnvironment() {}

  /**
   * Parses an expression and checks its types.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  static CelAbstractSyntaxTree compile(String text) {
    try {
      return COMPILER.compile(text).getAst();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(
          e.getErrors().stream()
              .map(issue -> message(text, issue))
              .distinct()
              .collect(Collectors.joining("; ")),
          e);
    }
  }

  /**
   * Makes a checked expression ready to run. Thread-safe.
   *
   * @throws IllegalArgumentException where it cannot be
   */
  static CelRuntime.Program program(CelAbstractSyntaxTree checked) {
    try {
      return RUNTIME.createProgram(checked);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String message(String text, CelIssue issue) {
    CelSourceLocation location = issue.getSourceLocation();
    String what =
        issue
            .getMessage()
            .replace(" (in container '')", "")
            .replaceFirst(" \\(candidates: .*\\)$", "");
    return what + " at " + place(text, location.getLine(), location.getColumn());
  }

  /** Where something stands in an expression; most have one line. */
  static String place(String text, int line, int column) {
    String character = "character " + (column + 1);
    return text.strip().contains("\n") ? "line " + line + ", " + character : character;
  }

  private static final class SpanType implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.of(SPAN);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return name.equals(SPAN.name()) ? Optional.of(SPAN) : Optional.empty();
    }
  }
}
