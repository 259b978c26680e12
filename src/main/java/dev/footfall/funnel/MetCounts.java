package dev.footfall.funnel;

import dev.footfall.aggregate.Numbers;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often visitors met what, at a step. Adds up and takes back exactly. Not thread-safe. */
public final class MetCounts {
  /** Error types by service, and slow services, that are told apart; each of both. */
  static final int MAX_TOLD = 50;

  /** Type and service of what is not told apart. */
  public static final String OTHER = "(other)";

  private static final Comparator<Met> ORDER =
      Comparator.comparing(Met::kind)
          .thenComparing(Met::service, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Met::errorType, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final TreeMap<Met, Long> counts = new TreeMap<>(ORDER);

  void add(Met met, long times) {
    counts.merge(met, times, MetCounts::sumOrNothing);
  }

  void merge(MetCounts other) {
    other.counts.forEach(this::add);
  }

  private static @Nullable Long sumOrNothing(Long one, Long other) {
    return one + other == 0 ? null : Long.valueOf(one + other);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** How many visitors met an error, a slow answer, or neither. */
  public long total(Met.Kind kind) {
    long total = 0;
    for (Map.Entry<Met, Long> entry : counts.entrySet()) {
      total += entry.getKey().kind() == kind ? entry.getValue() : 0;
    }
    return total;
  }

  /** What of a kind was met, the most frequent first; beyond the bound as one, last. */
  public Map<Met, Long> told(Met.Kind kind) {
    Map<Met, Long> told = new LinkedHashMap<>();
    long[] rest = {0};
    counts.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .sorted(Map.Entry.<Met, Long>comparingByValue().reversed())
        .forEach(
            entry -> {
              if (told.size() < MAX_TOLD) {
                told.put(entry.getKey(), entry.getValue());
              } else {
                rest[0] += entry.getValue();
              }
            });
    if (rest[0] != 0) {
      told.put(new Met(kind, kind == Met.Kind.ERROR ? OTHER : null, OTHER), rest[0]);
    }
    return told;
  }

  void write(DataOutput out) throws IOException {
    Numbers.write(counts.size(), out);
    for (Map.Entry<Met, Long> entry : counts.entrySet()) {
      Texts.write(entry.getKey(), out);
      Numbers.write(entry.getValue(), out);
    }
  }

  static MetCounts read(DataInput in) throws IOException {
    MetCounts counts = new MetCounts();
    for (long left = Numbers.read(in); left > 0; left--) {
      counts.add(Texts.readMet(in), Numbers.read(in));
    }
    return counts;
  }
}
