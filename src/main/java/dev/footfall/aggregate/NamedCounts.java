package dev.footfall.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Sums by name, of the first names in order; the rest is summed up as one. Names whose sum has gone
 * back to 0 keep their place: so the choice, and the bytes, depend only on the names that were ever
 * added, not on their order and grouping. Long names are cut as those of a {@link Label}. Not
 * thread-safe.
 *
 * <p>Byte form: the sum of the rest, how many names, then name and sum of each in order.
 */
public final class NamedCounts {
  private static final String OTHER = Label.OTHER.text();

  private final TreeMap<String, Long> sums = new TreeMap<>();
  private final int most;
  private long other;

  /**
   * @param most names that are kept apart
   */
  public NamedCounts(int most) {
    this.most = most;
  }

  /** Adds to a name's sum. */
  public void add(String name, long number) {
    if (name.equals(OTHER)) {
      other += number;
      return;
    }
    sums.merge(Label.cut(name), number, Long::sum);
    if (sums.size() > most) {
      other += sums.pollLastEntry().getValue();
    }
  }

  /** Adds all of another. */
  public void merge(NamedCounts that) {
    other += that.other;
    that.sums.forEach(this::add);
  }

  /** Whether all sums are 0. */
  public boolean isEmpty() {
    return other == 0 && sums.values().stream().allMatch(sum -> sum == 0);
  }

  /** The sums that are not 0 by name, the rest as {@code (other)}. */
  public NavigableMap<String, Long> sums() {
    NavigableMap<String, Long> all = new TreeMap<>(sums);
    all.put(OTHER, other);
    all.values().removeIf(sum -> sum == 0);
    return all;
  }

  public void write(DataOutput out) throws IOException {
    Numbers.write(other, out);
    Numbers.write(sums.size(), out);
    for (Map.Entry<String, Long> sum : sums.entrySet()) {
      out.writeUTF(sum.getKey());
      Numbers.write(sum.getValue(), out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static NamedCounts read(DataInput in, int most) throws IOException {
    NamedCounts counts = new NamedCounts(most);
    counts.other = Numbers.read(in);
    for (long left = Numbers.read(in); left > 0; left--) {
      counts.add(in.readUTF(), Numbers.read(in));
    }
    return counts;
  }
}
