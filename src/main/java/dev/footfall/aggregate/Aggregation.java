package dev.footfall.aggregate;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * What both phases have to know of an aggregate.
 *
 * @param begin a summary of nothing
 * @param reader reads the byte form of a summary
 * @param times when rows go out
 * @param maxLabels how many labels of a window get a row of their own; the rest is summed up as
 *     {@link Label#OTHER}
 */
public record Aggregation<S extends Summary<S>>(
    Begin<S> begin, Reader<S> reader, RowTimes times, int maxLabels) implements Serializable {

  /** Makes a summary of nothing. */
  @FunctionalInterface
  public interface Begin<S> extends Serializable {
    /** A new summary. */
    S summary();
  }

  /** Reads a summary. */
  @FunctionalInterface
  public interface Reader<S> extends Serializable {
    /** Reads what {@link Summary#write} wrote; throws IllegalStateException for other versions. */
    S read(DataInput in) throws IOException;
  }

  /** Reads the byte form. */
  public S read(byte[] summary) {
    try {
      return reader.read(new DataInputStream(new ByteArrayInputStream(summary)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sum of two byte forms. */
  byte[] sum(byte[] one, byte[] other) {
    S sum = read(one);
    sum.merge(read(other));
    return sum.toBytes();
  }
}
