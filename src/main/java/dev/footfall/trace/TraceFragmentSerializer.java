package dev.footfall.trace;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Trace id, arrival, length and bytes of a {@link TraceFragment}: 28 bytes beside the spans. */
public final class TraceFragmentSerializer extends VersionedSerializer<TraceFragment> {
  public static final TypeInformation<TraceFragment> TYPE =
      new ValueType<>(TraceFragment.class, new TraceFragmentSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(TraceFragment fragment, DataOutputView out) throws IOException {
    out.writeLong(fragment.traceId().high());
    out.writeLong(fragment.traceId().low());
    out.writeLong(fragment.arrivalMillis());
    out.writeInt(fragment.spans().length);
    out.write(fragment.spans());
  }

  @Override
  public TraceFragment deserialize(DataInputView in) throws IOException {
    TraceId id = new TraceId(in.readLong(), in.readLong());
    long arrivalMillis = in.readLong();
    byte[] spans = new byte[in.readInt()];
    in.readFully(spans);
    return new TraceFragment(id, arrivalMillis, spans);
  }
}
