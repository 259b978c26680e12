package dev.footfall.source;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Topic, partition and epoch milliseconds of an {@link Arrival.Highest}. */
public final class HighestSerializer extends VersionedSerializer<Arrival.Highest> {
  public static final TypeInformation<Arrival.Highest> TYPE =
      new ValueType<>(Arrival.Highest.class, new HighestSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(Arrival.Highest highest, DataOutputView out) throws IOException {
    out.writeUTF(highest.topic());
    out.writeInt(highest.partition());
    out.writeLong(highest.timestampMillis());
  }

  @Override
  public Arrival.Highest deserialize(DataInputView in) throws IOException {
    return new Arrival.Highest(in.readUTF(), in.readInt(), in.readLong());
  }
}
