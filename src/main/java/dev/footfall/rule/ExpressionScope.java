package dev.footfall.rule;

import org.jspecify.annotations.Nullable;

/** What expressions need beside a request: what of its query they may see, who counts failures. */
public final class ExpressionScope {
  private final DeclaredQuery declaredQuery;
  private final @Nullable DroppedValues dropped;

  /**
   * @param dropped null where failures are not counted
   */
  public ExpressionScope(DeclaredQuery declaredQuery, @Nullable DroppedValues dropped) {
    this.declaredQuery = declaredQuery;
    this.dropped = dropped;
  }

  @Nullable String query(@Nullable String query) {
    return declaredQuery.keep(query);
  }

  void countFailure(String rule) {
    if (dropped != null) {
      dropped.expression(rule);
    }
  }
}
