package dev.footfall.rule;

import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry span as rules look at it, before anything is derived: most requests are dropped or tried
 * by few rules, so what is seldom asked for is read when it is. Valid while its tree is not
 * refilled.
 */
public final class Entry {
  private final SpanTree tree;
  private final ExpressionScope scope;
  private final int place;
  private final Span span;
  private final @Nullable String method;
  private final @Nullable String path;
  private final String @Nullable [] segments;

  public Entry(SpanTree tree, int place, ExpressionScope scope) {
    this.tree = tree;
    this.scope = scope;
    this.place = place;
    span = tree.span(place);
    method = span.field(Field.METHOD);
    path = span.field(Field.PATH);
    segments = UrlText.segments(path);
  }

  ExpressionScope scope() {
    return scope;
  }

  public SpanTree tree() {
    return tree;
  }

  public int place() {
    return place;
  }

  public Span span() {
    return span;
  }

  public @Nullable String method() {
    return method;
  }

  public @Nullable String path() {
    return path;
  }

  /** The path's segments without {@code ;...}; null where there is no path. */
  public String @Nullable [] segments() {
    return segments;
  }

  public @Nullable String field(Field field) {
    return span.field(field);
  }

  public int status() {
    return span.status();
  }

  /** What stands behind the last dot of the path's last segment, lower case; else empty. */
  String extension() {
    if (segments == null) {
      return "";
    }
    String last = segments[segments.length - 1];
    int dot = last.lastIndexOf('.');
    return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
