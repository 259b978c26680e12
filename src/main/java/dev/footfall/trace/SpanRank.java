package dev.footfall.trace;

import dev.footfall.otlp.Span;
import org.jspecify.annotations.Nullable;

/**
 * A span's place in the order in which a cap keeps spans: SERVER spans first, then by a hash of the
 * span id. Two spans have the same rank only if they have the same id and both or neither are
 * SERVER spans.
 *
 * @param tier 0 SERVER spans, 1 others, 2 behind all spans
 * @param hash the span id under a mixing function that no two ids share a value of
 */
record SpanRank(int tier, long hash) implements Comparable<SpanRank> {
  /** Behind every span: a cap was passed, but no rank is cut off. */
  static final SpanRank LAST = new SpanRank(2, 0);

  static SpanRank of(Span span) {
    return new SpanRank(span.isServer() ? 0 : 1, mix(span.spanId()));
  }

  /** The earlier of two, where null is later than all. */
  static @Nullable SpanRank earlier(@Nullable SpanRank a, @Nullable SpanRank b) {
    return a == null || b != null && b.compareTo(a) < 0 ? b : a;
  }

  @Override
  public int compareTo(SpanRank other) {
    return tier != other.tier ? Integer.compare(tier, other.tier) : Long.compare(hash, other.hash);
  }

  /**
   * The finalizer of SplitMix64; every step can be undone, so distinct ids stay distinct.
   *
   * @see <a
   *     href="https://github.com/openjdk/jdk/blob/jdk-17+35/src/java.base/share/classes/java/util/SplittableRandom.java">SplittableRandom</a>
   */
  private static long mix(long spanId) {
    long z = (spanId ^ spanId >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
