package dev.footfall.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A partition of a capture.
 *
 * @param read how many of its records have been handed on
 */
record CaptureSplit(String topic, int partition, long read) implements SourceSplit, Serializable {
  static final SimpleVersionedSerializer<CaptureSplit> SERIALIZER = new Format();
  static final SimpleVersionedSerializer<List<CaptureSplit>> LIST_SERIALIZER = new ListFormat();

  @Override
  public String splitId() {
    return topic + "-" + partition;
  }

  private void write(DataOutputSerializer out) throws IOException {
    out.writeUTF(topic);
    out.writeInt(partition);
    out.writeLong(read);
  }

  private static CaptureSplit read(DataInputDeserializer in) throws IOException {
    return new CaptureSplit(in.readUTF(), in.readInt(), in.readLong());
  }

  private static void requireVersion(int version) throws IOException {
    if (version != 1) {
      throw new IOException("capture split version " + version + " is not known");
    }
  }

  /** One split. */
  private static final class Format implements SimpleVersionedSerializer<CaptureSplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(CaptureSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      split.write(out);
      return out.getCopyOfBuffer();
    }

    @Override
    public CaptureSplit deserialize(int version, byte[] bytes) throws IOException {
      requireVersion(version);
      return read(new DataInputDeserializer(bytes));
    }
  }

  /** Splits that no reader has, as the enumerator keeps them. */
  private static final class ListFormat implements SimpleVersionedSerializer<List<CaptureSplit>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<CaptureSplit> splits) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeInt(splits.size());
      for (CaptureSplit split : splits) {
        split.write(out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public List<CaptureSplit> deserialize(int version, byte[] bytes) throws IOException {
      requireVersion(version);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      int size = in.readInt();
      List<CaptureSplit> splits = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        splits.add(read(in));
      }
      return splits;
    }
  }
}
