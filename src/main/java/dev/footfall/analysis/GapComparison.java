package dev.footfall.analysis;

import dev.footfall.aggregate.Numbers;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What becomes of the sessions of one gap under another: each is the same there, or joined to
 * others, or split. Joined: another session there begins before it and goes on through its start,
 * or its own goes on past its end. Split: it ends earlier there, and something of it begins anew.
 */
public final class GapComparison {
  long same;
  long joined;
  long split;

  void merge(GapComparison other) {
    same += other.same;
    joined += other.joined;
    split += other.split;
  }

  void write(DataOutput out) throws IOException {
    Numbers.write(same, out);
    Numbers.write(joined, out);
    Numbers.write(split, out);
  }

  static GapComparison read(DataInput in) throws IOException {
    GapComparison comparison = new GapComparison();
    comparison.same = Numbers.read(in);
    comparison.joined = Numbers.read(in);
    comparison.split = Numbers.read(in);
    return comparison;
  }

  /** Sessions that hold the same interactions under the other gap. */
  public long same() {
    return same;
  }

  /** Sessions that are part of a longer one under the other gap. */
  public long joined() {
    return joined;
  }

  /** Sessions that are several under the other gap. */
  public long split() {
    return split;
  }
}
