package dev.footfall.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The simplest summary: one number. */
final class Total implements Summary<Total> {
  long number;

  Total() {}

  Total(long number) {
    this.number = number;
  }

  @Override
  public void merge(Total other) {
    number += other.number;
  }

  @Override
  public boolean isEmpty() {
    return number == 0;
  }

  @Override
  public long weight() {
    return number;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(number);
  }

  static Total read(DataInput in) throws IOException {
    return new Total(in.readLong());
  }
}
