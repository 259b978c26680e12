package dev.footfall.aggregate;

import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link WaitingKey}: the moment, then the label. */
public final class WaitingKeySerializer extends VersionedSerializer<WaitingKey> {
  static final WaitingKeySerializer INSTANCE = new WaitingKeySerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(WaitingKey key, DataOutputView out) throws IOException {
    out.writeLong(key.emissionMillis());
    LabelSerializer.INSTANCE.serialize(key.label(), out);
  }

  @Override
  public WaitingKey deserialize(DataInputView in) throws IOException {
    return new WaitingKey(in.readLong(), LabelSerializer.INSTANCE.deserialize(in));
  }
}
