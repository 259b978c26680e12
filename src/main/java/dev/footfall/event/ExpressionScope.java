package dev.footfall.event;

import org.jspecify.annotations.Nullable;

/** What expressions need beside a request: what of its query they may see, who counts failures. */
final class ExpressionScope {
  /** All of the query that came through the door; failures are not counted. */
  static final ExpressionScope OPEN = new ExpressionScope(null, null);

  private final @Nullable DeclaredQuery declaredQuery;
  private final @Nullable DroppedValues dropped;

  ExpressionScope(@Nullable DeclaredQuery declaredQuery, @Nullable DroppedValues dropped) {
    this.declaredQuery = declaredQuery;
    this.dropped = dropped;
  }

  @Nullable String query(@Nullable String query) {
    return declaredQuery == null ? query : declaredQuery.keep(query);
  }

  void countFailure(String rule) {
    if (dropped != null) {
      dropped.expression(rule);
    }
  }
}
