package dev.footfall.trace;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link TraceId} as its 16 bytes. */
public final class TraceIdSerializer extends VersionedSerializer<TraceId> {
  static final TraceIdSerializer INSTANCE = new TraceIdSerializer();

  public static final TypeInformation<TraceId> TYPE = new ValueType<>(TraceId.class, INSTANCE);

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public int getLength() {
    return 16;
  }

  @Override
  public void serialize(TraceId id, DataOutputView out) throws IOException {
    out.writeLong(id.high());
    out.writeLong(id.low());
  }

  @Override
  public TraceId deserialize(DataInputView in) throws IOException {
    return new TraceId(in.readLong(), in.readLong());
  }
}
