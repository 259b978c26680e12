package dev.footfall.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes, query parameters and captures that an expression names: so the reader knows what
 * to keep, and what is personal can be refused. They are named as constants: {@code
 * attributes["app.plan"]}, {@code attributes.plan}, {@code "app.plan" in attributes}, {@code
 * has(query.page)}; anything else that is done with these maps is a mistake.
 */
final class CelNames {
  static final String ATTRIBUTES = "attributes";
  static final String QUERY = "query";
  static final String CAPTURES = "captures";

  private enum Source {
    ATTRIBUTES,
    QUERY,
    CAPTURES
  }

  private final String text;
  private final CelAbstractSyntaxTree tree;
  private final Map<Source, Set<String>> names = new EnumMap<>(Source.class);
  private boolean spanNames;

  /**
   * @throws IllegalArgumentException where a name is no constant, or a pattern no regular
   *     expression
   */
  CelNames(String text, CelAbstractSyntaxTree tree) {
    this.text = text;
    this.tree = tree;
    for (Source map : Source.values()) {
      names.put(map, new TreeSet<>());
    }
    visit(tree.getExpr());
  }

  /** Of the entry span or of any span. */
  Set<String> attributes() {
    return Objects.requireNonNull(names.get(Source.ATTRIBUTES));
  }

  Set<String> query() {
    return Objects.requireNonNull(names.get(Source.QUERY));
  }

  Set<String> captures() {
    return Objects.requireNonNull(names.get(Source.CAPTURES));
  }

  /** Whether names of spans are read. */
  boolean readsSpanNames() {
    return spanNames;
  }

  /** The map that an expression stands for, or null. */
  private static @Nullable Source map(CelExpr expression) {
    if (expression.getKind() == Kind.IDENT) {
      return switch (expression.ident().name()) {
        case ATTRIBUTES -> Source.ATTRIBUTES;
        case QUERY -> Source.QUERY;
        case CAPTURES -> Source.CAPTURES;
        default -> null;
      };
    }
    // A span's; unless it is the name of an attribute or capture itself.
    boolean ofSpan =
        expression.getKind() == Kind.SELECT
            && expression.select().field().equals(ATTRIBUTES)
            && map(expression.select().operand()) == null;
    return ofSpan ? Source.ATTRIBUTES : null;
  }

  private void visit(CelExpr expression) {
    if (map(expression) != null) {
      throw problem(expression, "is read by constant names only, as in attributes[\"app.plan\"]");
    }
    switch (expression.getKind()) {
      case SELECT -> visitSelect(expression, expression.select());
      case CALL -> visitCall(expression.call());
      case LIST -> expression.list().elements().forEach(this::visit);
      case STRUCT -> expression.struct().entries().forEach(entry -> visit(entry.value()));
      case MAP ->
          expression
              .map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      case COMPREHENSION -> visitComprehension(expression.comprehension());
      default -> {}
    }
  }

  private void visitSelect(CelExpr expression, CelSelect select) {
    Source map = map(select.operand());
    if (map != null) {
      name(map, select.field());
      visitOwner(select.operand());
      return;
    }
    boolean ofAttribute =
        select.operand().getKind() == Kind.SELECT
            && map(select.operand().select().operand()) == Source.ATTRIBUTES;
    if (ofAttribute) {
      throw problem(expression, "a name with dots is written as in attributes[\"app.plan\"]");
    }
    spanNames |= select.field().equals("name");
    visit(select.operand());
  }

  private void visitCall(CelCall call) {
    List<CelExpr> args = call.args();
    boolean in = call.function().equals("@in");
    boolean index = call.function().equals("_[_]");
    CelExpr container = in ? args.get(1) : index ? args.get(0) : null;
    Source map = container == null ? null : map(container);
    if (map != null && container != null) {
      name(map, constant(in ? args.get(0) : args.get(1)));
      visitOwner(container);
      return;
    }
    if (call.function().equals("matches")) {
      checkPattern(args.get(args.size() - 1));
    }
    call.target().ifPresent(this::visit);
    args.forEach(this::visit);
  }

  /** What a span's attributes are selected from. */
  private void visitOwner(CelExpr map) {
    if (map.getKind() == Kind.SELECT) {
      visit(map.select().operand());
    }
  }

  private void visitComprehension(CelComprehension all) {
    visit(all.iterRange());
    visit(all.accuInit());
    visit(all.loopCondition());
    visit(all.loopStep());
    visit(all.result());
  }

  private void name(Source map, String name) {
    Objects.requireNonNull(names.get(map)).add(name);
  }

  private String constant(CelExpr expression) {
    String constant = text(expression);
    if (constant == null) {
      throw problem(expression, "is no constant: names are written as in attributes[\"app.plan\"]");
    }
    return constant;
  }

  private static @Nullable String text(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expression.constant().stringValue()
        : null;
  }

  private void checkPattern(CelExpr expression) {
    String pattern = text(expression);
    try {
      if (pattern != null) {
        Pattern.compile(pattern);
      }
    } catch (PatternSyntaxException e) {
      throw problem(expression, "no regular expression: " + e.getDescription());
    }
  }

  private IllegalArgumentException problem(CelExpr expression, String what) {
    CelSourceLocation at =
        tree.getSource()
            .getOffsetLocation(tree.getSource().getPositionsMap().getOrDefault(expression.id(), 0))
            .orElse(CelSourceLocation.of(1, 0));
    return new IllegalArgumentException(
        what + " at " + CelEnvironment.place(text, at.getLine(), at.getColumn()));
  }
}
