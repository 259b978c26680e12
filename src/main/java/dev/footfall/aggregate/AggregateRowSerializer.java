package dev.footfall.aggregate;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An {@link AggregateRow}: its fields in order, the summary with its length in front. */
public final class AggregateRowSerializer extends VersionedSerializer<AggregateRow> {
  public static final TypeInformation<AggregateRow> TYPE =
      new ValueType<>(AggregateRow.class, new AggregateRowSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(AggregateRow row, DataOutputView out) throws IOException {
    WindowKeySerializer.INSTANCE.serialize(row.key(), out);
    LabelSerializer.INSTANCE.serialize(row.label(), out);
    Numbers.write(row.summary().length, out);
    out.write(row.summary());
    out.writeInt(row.revision());
    out.writeLong(row.issuedAtMillis());
    out.writeBoolean(row.isFinal());
    out.writeBoolean(row.retracted());
  }

  @Override
  public AggregateRow deserialize(DataInputView in) throws IOException {
    return new AggregateRow(
        WindowKeySerializer.INSTANCE.deserialize(in),
        LabelSerializer.INSTANCE.deserialize(in),
        ContributionSerializer.readBytes(in),
        in.readInt(),
        in.readLong(),
        in.readBoolean(),
        in.readBoolean());
  }
}
