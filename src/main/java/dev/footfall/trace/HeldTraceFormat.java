package dev.footfall.trace;

import dev.footfall.type.NullableBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a held trace in checkpoints and in the spill store, one version for both. The id is
 * its key there and not in it.
 */
final class HeldTraceFormat {
  static final int VERSION = 1;

  private static final int SPILLED = 1;
  private static final int SPILLED_OPEN = 2;

  private HeldTraceFormat() {}

  static void write(HeldTrace trace, DataOutput out) throws IOException {
    out.writeByte((trace.spilled ? SPILLED : 0) | (trace.spilledOpen ? SPILLED_OPEN : 0));
    out.writeLong(trace.nextCheck);
    out.writeLong(trace.lastIssuedAt);
    NullableBytes.write(trace.consumerMemory, out);
    writeParts(trace.remembered, out);
    writeParts(trace.open, out);
  }

  /** Fills a new trace. */
  static void read(HeldTrace trace, DataInput in) throws IOException {
    int flags = in.readByte();
    trace.spilled = (flags & SPILLED) != 0;
    trace.spilledOpen = (flags & SPILLED_OPEN) != 0;
    trace.nextCheck = in.readLong();
    trace.lastIssuedAt = in.readLong();
    trace.consumerMemory = NullableBytes.read(in);
    trace.remembered = readParts(in);
    trace.open.addAll(readParts(in));
  }

  /** A blob that {@link #addFrom} reads. */
  static byte[] toBlob(HeldTrace trace) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(trace.accountedBytes);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    write(trace, out);
    return bytes.toByteArray();
  }

  /** Brings the blob back to the trace, which may have got fragments meanwhile. */
  static void addFrom(byte[] blob, HeldTrace trace) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(blob));
    requireVersion(in.readByte());
    HeldTrace before = new HeldTrace(trace.id);
    read(before, in);
    trace.lastIssuedAt = before.lastIssuedAt;
    trace.consumerMemory = before.consumerMemory;
    trace.remembered = before.remembered;
    trace.open.addAll(before.open);
  }

  static void requireVersion(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException("version " + version + " of held traces is not known");
    }
  }

  private static void writeParts(List<TracePart> parts, DataOutput out) throws IOException {
    out.writeInt(parts.size());
    for (TracePart part : parts) {
      TracePartFormat.write(part, out);
    }
  }

  private static List<TracePart> readParts(DataInput in) throws IOException {
    int size = in.readInt();
    List<TracePart> parts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      parts.add(TracePartFormat.read(in));
    }
    return parts;
  }
}
