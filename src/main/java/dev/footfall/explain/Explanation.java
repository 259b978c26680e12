package dev.footfall.explain;

import dev.footfall.event.Request;
import dev.footfall.otlp.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a trace became these events, or none: its spans as a tree, and each entry span's request with
 * what decided over it. Holds what the job itself holds: redacted paths and values, no personal
 * data.
 *
 * @param spans depth first, children in the order of their starts
 * @param requests in the order of the entry spans
 */
public record Explanation(List<TreeSpan> spans, List<NamedRequest> requests) {

  /** Where a span stands; only ENTRY and BELOW belong to a request for certain. */
  public enum Place {
    /** A visitor's request. */
    ENTRY,
    BELOW,
    /** Its parent is not in the trace. */
    ORPHAN,
    /** The topmost span above has no parent, and is no request. */
    NO_ENTRY,
    /** Its parents go round in a circle. */
    CYCLE
  }

  /**
   * A span of the tree.
   *
   * @param depth 0 at the top
   * @param isLast whether no other child of the same parent comes behind it
   * @param arrivalMillis of the record it came in
   */
  public record TreeSpan(Span span, int depth, boolean isLast, Place place, long arrivalMillis) {}

  /**
   * What became of an entry span.
   *
   * @param dropped why it is no event, in words; null where it is
   * @param names what it is called, each with its reason
   * @param others the rules that did not name it, in their order
   */
  public record NamedRequest(
      Request request, @Nullable String dropped, List<Named> names, List<OtherRule> others) {}

  /**
   * A name of a request.
   *
   * @param rule id of the rule or the fall-back
   * @param isFallBack whether no rule named the request
   * @param because in words, why there is this name
   */
  public record Named(
      String event, String rule, boolean isFallBack, String because, List<Parameter> parameters) {}

  /**
   * One source of a parameter.
   *
   * @param source in words
   * @param value null where the source gave none that could be used
   * @param missing why not, in words; null where there is a value
   */
  public record Parameter(
      String name, String source, @Nullable String value, @Nullable String missing) {}

  /**
   * A rule that did not name the request.
   *
   * @param event the name it would give, or the reason under which it would drop
   * @param near its path or its name comes near the request
   * @param because the first test that did not hold, in words, or that another rule came first
   */
  public record OtherRule(String rule, String event, boolean near, String because) {}
}
