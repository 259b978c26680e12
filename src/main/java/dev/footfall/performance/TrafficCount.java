package dev.footfall.performance;

import dev.footfall.aggregate.Numbers;
import dev.footfall.aggregate.Summary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often something happened. Byte form: the version, 1, and a variable-length number. */
public final class TrafficCount implements Summary<TrafficCount> {
  private static final int VERSION = 1;

  private long count;

  void add(int sign) {
    count += sign;
  }

  public long count() {
    return count;
  }

  @Override
  public void merge(TrafficCount other) {
    count += other.count;
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  @Override
  public long weight() {
    return count;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Numbers.write(count, out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalStateException for an unknown version
   */
  public static TrafficCount read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("traffic count in unknown version " + version);
    }
    TrafficCount read = new TrafficCount();
    read.count = Numbers.read(in);
    return read;
  }
}
