package dev.footfall.trial;

import dev.footfall.trace.AccountingCount;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The accounting of a whole range: spans by class, records that are counted apart by reason. Not
 * thread-safe.
 */
public final class SpanTotals implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<String, Long> counts = new TreeMap<>();

  void add(AccountingCount count) {
    String what =
        count.spanClass() == null
            ? "records"
            : "spans " + count.spanClass().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String reason = count.reason().isEmpty() ? "" : ", " + count.reason();
    counts.merge(what + reason, count.spans() + count.records(), Long::sum);
  }

  /** All parts together. */
  public static SpanTotals merged(Collection<SpanTotals> parts) {
    SpanTotals merged = new SpanTotals();
    parts.forEach(
        part -> part.counts.forEach((name, count) -> merged.counts.merge(name, count, Long::sum)));
    return merged;
  }

  /** By what is counted, in words: {@code spans dropped by rule, asset}. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
