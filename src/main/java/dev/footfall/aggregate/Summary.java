package dev.footfall.aggregate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A sum of what was counted under one label of a window. Order and grouping of what is added and
 * merged leave no trace in its bytes. Counts may be negative: a revised event takes back what it
 * added before.
 *
 * @param <S> the summary's own type
 */
public interface Summary<S extends Summary<S>> {
  /** Adds all of another summary, which stays as it is. */
  void merge(S other);

  /** Whether all counts are 0: what was added has been taken back. */
  boolean isEmpty();

  /** How much it counts: of too many labels, those with the greatest weight keep their own row. */
  long weight();

  /** Writes the byte form, whose first byte is its version. */
  void write(DataOutput out) throws IOException;

  /** The byte form. */
  default byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
