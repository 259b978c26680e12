package dev.footfall.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers in as few bytes as they need: seven bits a byte, lowest first. */
public final class Numbers {
  private Numbers() {}

  /** Writes a number; a negative one takes ten bytes. */
  public static void write(long number, DataOutput out) throws IOException {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.writeByte((int) left | 0x80);
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  /** Reads what {@link #write} wrote. */
  public static long read(DataInput in) throws IOException {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.readByte();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
