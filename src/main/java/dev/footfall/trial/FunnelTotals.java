package dev.footfall.trial;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.FunnelRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the rows of funnels over a range, by funnel. Of the rows of one window and breakdown the
 * last counts; one that no other follows is added at once, so that only windows that go on are
 * held. Not thread-safe.
 */
public final class FunnelTotals {
  private final Map<Row, FunnelCounts> open = new HashMap<>();
  private final TreeMap<String, FunnelTotal> totals = new TreeMap<>();

  private record Row(WindowKey window, Label label) {}

  /** Takes a row; rows of one window and breakdown come by rising revision. */
  void add(AggregateRow row) {
    Row place = new Row(row.key(), row.label());
    FunnelCounts counts = FunnelRow.of(row).counts();
    if (row.isFinal()) {
      open.remove(place);
      add(row.key(), counts);
    } else {
      open.put(place, counts);
    }
  }

  private void add(WindowKey window, FunnelCounts counts) {
    if (!counts.isEmpty()) {
      totals
          .computeIfAbsent(window.name(), id -> new FunnelTotal())
          .add(window.startMillis(), counts);
    }
  }

  /** The sums in bytes, with what windows hold that the range cuts off. */
  byte[] toBytes() {
    open.forEach((place, counts) -> add(place.window(), counts));
    open.clear();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(totals.size());
      for (Map.Entry<String, FunnelTotal> total : totals.entrySet()) {
        out.writeUTF(total.getKey());
        total.getValue().write(out);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Merges what the subtasks have summed up. */
  public static FunnelTotals merged(Collection<byte[]> parts) {
    FunnelTotals merged = new FunnelTotals();
    for (byte[] part : parts) {
      merged.merge(part);
    }
    return merged;
  }

  private void merge(byte[] part) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(part));
      for (int left = in.readInt(); left > 0; left--) {
        String id = in.readUTF();
        totals.computeIfAbsent(id, none -> new FunnelTotal()).merge(FunnelTotal.read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where nobody came to the first step. */
  public @Nullable FunnelTotal of(String funnelId) {
    return totals.get(funnelId);
  }
}
