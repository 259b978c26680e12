package dev.footfall.aggregate;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link Contribution}: key, label, moment, then length and bytes of the summary. */
public final class ContributionSerializer extends VersionedSerializer<Contribution> {
  public static final TypeInformation<Contribution> TYPE =
      new ValueType<>(Contribution.class, new ContributionSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(Contribution part, DataOutputView out) throws IOException {
    WindowKeySerializer.INSTANCE.serialize(part.key(), out);
    LabelSerializer.INSTANCE.serialize(part.label(), out);
    out.writeLong(part.emissionMillis());
    Numbers.write(part.summary().length, out);
    out.write(part.summary());
  }

  @Override
  public Contribution deserialize(DataInputView in) throws IOException {
    return new Contribution(
        WindowKeySerializer.INSTANCE.deserialize(in),
        LabelSerializer.INSTANCE.deserialize(in),
        in.readLong(),
        readBytes(in));
  }

  /** Bytes behind their length. */
  static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[(int) Numbers.read(in)];
    in.readFully(bytes);
    return bytes;
  }
}
