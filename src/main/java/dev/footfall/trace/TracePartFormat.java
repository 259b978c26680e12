package dev.footfall.trace;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a part in checkpoints and in the spill store; its version is that of {@link
 * HeldTraceFormat}.
 */
final class TracePartFormat {
  private static final int FRAGMENT = 1;
  private static final int PRUNED = 2;
  private static final int NO_CUT = -1;

  private TracePartFormat() {}

  static void write(TracePart part, DataOutput out) throws IOException {
    TracePart.Pruned pruned = part.pruned();
    out.writeByte(pruned == null ? FRAGMENT : PRUNED);
    out.writeLong(part.firstArrivalMillis());
    out.writeInt(part.block().length);
    out.write(part.block());
    if (pruned != null) {
      out.writeLong(part.lastArrivalMillis());
      writePruned(pruned, out);
    }
  }

  static TracePart read(DataInput in) throws IOException {
    int kind = in.readByte();
    long firstArrivalMillis = in.readLong();
    byte[] block = new byte[in.readInt()];
    in.readFully(block);
    return switch (kind) {
      case FRAGMENT -> new TracePart(firstArrivalMillis, block);
      case PRUNED -> new TracePart(firstArrivalMillis, in.readLong(), block, readPruned(in));
      default -> throw new IOException("kind " + kind + " of part is not known");
    };
  }

  private static void writePruned(TracePart.Pruned pruned, DataOutput out) throws IOException {
    SpanRank cut = pruned.cut();
    out.writeByte(cut == null ? NO_CUT : cut.tier());
    out.writeLong(cut == null ? 0 : cut.hash());
    out.writeInt(pruned.arrivals().length);
    for (int i = 0; i < pruned.arrivals().length; i++) {
      out.writeLong(pruned.arrivals()[i]);
      out.writeInt(pruned.charges()[i]);
    }
    out.writeInt(pruned.duplicates().length);
    for (long next : pruned.duplicates()) {
      out.writeLong(next);
    }
  }

  private static TracePart.Pruned readPruned(DataInput in) throws IOException {
    @Nullable SpanRank cut = readCut(in);
    int spans = in.readInt();
    long[] arrivals = new long[spans];
    int[] charges = new int[spans];
    for (int i = 0; i < spans; i++) {
      arrivals[i] = in.readLong();
      charges[i] = in.readInt();
    }
    long[] duplicates = new long[in.readInt()];
    for (int i = 0; i < duplicates.length; i++) {
      duplicates[i] = in.readLong();
    }
    return new TracePart.Pruned(arrivals, charges, duplicates, cut);
  }

  private static @Nullable SpanRank readCut(DataInput in) throws IOException {
    int tier = in.readByte();
    long hash = in.readLong();
    return tier == NO_CUT ? null : new SpanRank(tier, hash);
  }
}
