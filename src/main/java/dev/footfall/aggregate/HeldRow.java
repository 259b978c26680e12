package dev.footfall.aggregate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a row between its revisions.
 *
 * <p>Byte form, version 1: the version, 1 where retracted else 0, the revision as a variable-length
 * number, and the summary's bytes to the end.
 *
 * @param revision of the row that went out last; 0 where none did
 * @param retracted that row was a retraction
 */
@SuppressWarnings("ArrayRecordComponent")
record HeldRow(int revision, boolean retracted, byte[] summary) {
  private static final int VERSION = 1;

  /** The row with what is added to it; this one where that changes nothing. */
  static <S extends Summary<S>> HeldRow add(
      @Nullable HeldRow before, byte[] added, Aggregation<S> aggregation) {
    if (before == null) {
      return new HeldRow(0, false, added);
    }
    byte[] sum = aggregation.sum(before.summary, added);
    return Arrays.equals(sum, before.summary)
        ? before
        : new HeldRow(before.revision, before.retracted, sum);
  }

  /** After its next revision went out. */
  HeldRow revised(boolean asRetracted) {
    return new HeldRow(revision + 1, asRetracted, summary);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(summary.length + 8);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(VERSION);
      out.writeBoolean(retracted);
      Numbers.write(revision, out);
      out.write(summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static HeldRow read(byte[] bytes) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("a row held in unknown version " + version);
      }
      boolean retracted = in.readBoolean();
      int revision = (int) Numbers.read(in);
      return new HeldRow(revision, retracted, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
