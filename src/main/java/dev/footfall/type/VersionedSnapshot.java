package dev.footfall.type;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * What a savepoint remembers of a {@link VersionedSerializer}: its class and the version of its
 * format. Only the same class in the same version reads it again; all else is refused.
 */
public final class VersionedSnapshot<T> implements TypeSerializerSnapshot<T> {
  private VersionedSerializer<T> serializer;
  private int version;

  /** For Flink, which fills it by {@link #readSnapshot}. */
  @SuppressWarnings("NullAway.Init")
  public VersionedSnapshot() {}

  VersionedSnapshot(VersionedSerializer<T> serializer) {
    this.serializer = serializer;
    this.version = serializer.version();
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(serializer.getClass().getName());
    out.writeInt(version);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCode)
      throws IOException {
    if (readVersion != 1) {
      throw new IOException("serializer snapshot version " + readVersion + " is not known");
    }
    String name = in.readUTF();
    version = in.readInt();
    try {
      serializer =
          (VersionedSerializer<T>)
              InstantiationUtil.instantiate(
                  Class.forName(name, true, userCode).asSubclass(VersionedSerializer.class));
    } catch (ClassNotFoundException e) {
      throw new IOException("serializer " + name + " of the savepoint is not in this jar", e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    if (version != serializer.version()) {
      throw new IllegalStateException(
          serializer.getClass().getName() + " does not read format version " + version);
    }
    return serializer;
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old instanceof VersionedSnapshot<T> before
            && before.version == version
            && before.serializer.equals(serializer)
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
