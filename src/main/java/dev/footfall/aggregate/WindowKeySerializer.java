package dev.footfall.aggregate;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link WindowKey}: its name, then the window's start. */
public final class WindowKeySerializer extends VersionedSerializer<WindowKey> {
  static final WindowKeySerializer INSTANCE = new WindowKeySerializer();

  public static final TypeInformation<WindowKey> TYPE = new ValueType<>(WindowKey.class, INSTANCE);

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(WindowKey key, DataOutputView out) throws IOException {
    out.writeUTF(key.name());
    out.writeLong(key.startMillis());
  }

  @Override
  public WindowKey deserialize(DataInputView in) throws IOException {
    return new WindowKey(in.readUTF(), in.readLong());
  }
}
