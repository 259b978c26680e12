package dev.footfall.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;

/**
 * Held traces in a checkpoint, by key group so that they go where their keys go when the job is
 * rescaled. A key group is {@code version(1 byte) count(4) (trace id(16) held trace)*}.
 */
final class HeldTraceGroups {
  private static final int BUFFER_BYTES = 1 << 16;

  private HeldTraceGroups() {}

  /** Writes the traces, through a buffer for one key group. */
  static void write(
      List<HeldTrace> traces, KeyedStateCheckpointOutputStream out, int maxParallelism)
      throws IOException {
    DataOutputSerializer buffer = new DataOutputSerializer(BUFFER_BYTES);
    for (Map.Entry<Integer, List<HeldTrace>> group : byGroup(traces, maxParallelism).entrySet()) {
      buffer.clear();
      buffer.writeByte(HeldTraceFormat.VERSION);
      buffer.writeInt(group.getValue().size());
      for (HeldTrace trace : group.getValue()) {
        TraceIdSerializer.INSTANCE.serialize(trace.id, buffer);
        HeldTraceFormat.write(trace, buffer);
      }
      out.startNewKeyGroup(group.getKey());
      out.write(buffer.getSharedBuffer(), 0, buffer.length());
    }
  }

  /** Fills the store with the traces of these key groups. */
  static void restore(Iterable<KeyGroupStatePartitionStreamProvider> groups, TraceStore store)
      throws IOException {
    for (KeyGroupStatePartitionStreamProvider group : groups) {
      DataInputView in =
          new DataInputViewStreamWrapper(new BufferedInputStream(group.getStream(), BUFFER_BYTES));
      HeldTraceFormat.requireVersion(in.readByte());
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        TraceId id = TraceIdSerializer.INSTANCE.deserialize(in);
        store.restore(id, trace -> HeldTraceFormat.read(trace, in));
      }
    }
  }

  private static Map<Integer, List<HeldTrace>> byGroup(List<HeldTrace> traces, int maxParallelism) {
    Map<Integer, List<HeldTrace>> groups = new TreeMap<>();
    for (HeldTrace trace : traces) {
      int group = KeyGroupRangeAssignment.assignToKeyGroup(trace.id, maxParallelism);
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(trace);
    }
    return groups;
  }
}
