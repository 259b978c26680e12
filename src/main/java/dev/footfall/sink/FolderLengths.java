package dev.footfall.sink;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * How long the parts of a subtask were at a checkpoint.
 *
 * @param lengths in bytes, in the order of the sink's outputs
 */
record FolderLengths(int subtask, long[] lengths) {
  static final SimpleVersionedSerializer<FolderLengths> SERIALIZER = new Format();

  static FolderLengths start(int subtask, Output[] outputs) {
    return new FolderLengths(subtask, new long[outputs.length]);
  }

  private static final class Format implements SimpleVersionedSerializer<FolderLengths> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(FolderLengths state) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(32);
      out.writeInt(state.subtask);
      out.writeInt(state.lengths.length);
      for (long length : state.lengths) {
        out.writeLong(length);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public FolderLengths deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1) {
        throw new IOException("folder state version " + version + " is not known");
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      int subtask = in.readInt();
      long[] lengths = new long[in.readInt()];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = in.readLong();
      }
      return new FolderLengths(subtask, lengths);
    }
  }
}
