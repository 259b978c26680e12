package dev.footfall.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.CompactSketch;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.Union;
import org.jspecify.annotations.Nullable;

/**
 * How many different ids there were: a Theta sketch of the <a
 * href="https://github.com/apache/datasketches-java/tree/6.2.0">DataSketches</a> library. Exact up
 * to {@value #EXACT_UP_TO} ids, beyond that within some 3%; merged without loss. What is kept are
 * the smallest hashes, cut at the same rank at every look; so the form depends only on the set of
 * ids, not on their order, grouping or number. Nothing can be taken out. Not thread-safe.
 *
 * <p>Byte form: length as a variable-length number, 0 for none, then the library's ordered compact
 * form (serial version 3, the library's default seed), which other tools read.
 */
public final class UniqueVisitors {
  static final int EXACT_UP_TO = 1_024;

  private static final byte[] NOBODY = new byte[0];

  /**
   * The compact form, as long as nothing is added to it: most sketches are only merged or shown.
   */
  private byte[] compact = NOBODY;

  private @Nullable Union growing;

  /** Adds an id of 128 bits. */
  public void add(long high, long low) {
    growing().update(new long[] {high, low});
  }

  /**
   * Adds an id of 32 hexadecimal digits.
   *
   * @throws IllegalArgumentException where it is none
   */
  public void add(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("an id has 32 hexadecimal digits");
    }
    add(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /** Adds all ids of another sketch. */
  public void merge(UniqueVisitors other) {
    if (isEmpty()) {
      compact = other.compactBytes();
      growing = null;
    } else if (!other.isEmpty()) {
      growing().union(other.sketch());
    }
  }

  public boolean isEmpty() {
    return growing == null && compact.length == 0;
  }

  /** The number of different ids, or an estimate of it. */
  public long estimate() {
    return isEmpty() ? 0 : Math.round(sketch().getEstimate());
  }

  /** The library's ordered compact form in Base64, for the record; empty for nobody. */
  public String base64() {
    return Base64.getEncoder().encodeToString(compactBytes());
  }

  public void write(DataOutput out) throws IOException {
    byte[] bytes = compactBytes();
    Numbers.write(bytes.length, out);
    out.write(bytes);
  }

  /** Reads what {@link #write} wrote. */
  public static UniqueVisitors read(DataInput in) throws IOException {
    byte[] bytes = new byte[(int) Numbers.read(in)];
    in.readFully(bytes);
    UniqueVisitors visitors = new UniqueVisitors();
    visitors.compact = bytes;
    return visitors;
  }

  private Union growing() {
    if (growing == null) {
      growing = SetOperation.builder().setNominalEntries(EXACT_UP_TO).buildUnion();
      if (compact.length > 0) {
        growing.union(CompactSketch.wrap(Memory.wrap(compact)));
      }
    }
    return growing;
  }

  private CompactSketch sketch() {
    return growing == null
        ? CompactSketch.wrap(Memory.wrap(compact))
        : growing.getResult(true, null);
  }

  private byte[] compactBytes() {
    return growing == null ? compact : sketch().toByteArray();
  }
}
