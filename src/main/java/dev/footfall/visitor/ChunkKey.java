package dev.footfall.visitor;

import dev.footfall.privacy.KeyedId;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Where a chunk of waiting events is stored, within its lane. */
record ChunkKey(KeyedId visitor, long number) {

  /** Visitor (16 bytes), number (8). */
  public static final class Serializer extends VersionedSerializer<ChunkKey> {
    static final Serializer INSTANCE = new Serializer();

    @Override
    protected int version() {
      return 1;
    }

    @Override
    public void serialize(ChunkKey key, DataOutputView out) throws IOException {
      KeyedIdSerializer.INSTANCE.serialize(key.visitor(), out);
      out.writeLong(key.number());
    }

    @Override
    public ChunkKey deserialize(DataInputView in) throws IOException {
      return new ChunkKey(KeyedIdSerializer.INSTANCE.deserialize(in), in.readLong());
    }
  }
}
