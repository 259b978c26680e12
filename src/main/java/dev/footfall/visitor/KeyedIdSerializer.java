package dev.footfall.visitor;

import dev.footfall.privacy.KeyedId;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A keyed id in 16 bytes. */
public final class KeyedIdSerializer extends VersionedSerializer<KeyedId> {
  static final KeyedIdSerializer INSTANCE = new KeyedIdSerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public int getLength() {
    return 16;
  }

  @Override
  public void serialize(KeyedId id, DataOutputView out) throws IOException {
    out.writeLong(id.high());
    out.writeLong(id.low());
  }

  @Override
  public KeyedId deserialize(DataInputView in) throws IOException {
    return new KeyedId(in.readLong(), in.readLong());
  }
}
