package dev.footfall.trial;

import dev.footfall.trial.SideRow.Kind;
import dev.footfall.type.NullableBytes;
import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The fields of a {@link SideRow} in their order. */
public final class SideRowSerializer extends VersionedSerializer<SideRow> {
  public static final TypeInformation<SideRow> TYPE =
      new ValueType<>(SideRow.class, new SideRowSerializer());

  private static final Kind[] KINDS = Kind.values();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(SideRow row, DataOutputView out) throws IOException {
    out.writeBoolean(row.shadow());
    out.writeByte(row.kind().ordinal());
    out.writeLong(row.group());
    out.writeLong(row.place());
    out.writeUTF(row.id());
    out.writeInt(row.revision());
    out.writeBoolean(row.retracted());
    out.writeUTF(row.rule());
    out.writeInt(row.ruleIndex());
    NullableBytes.write(row.content(), out);
  }

  @Override
  public SideRow deserialize(DataInputView in) throws IOException {
    return new SideRow(
        in.readBoolean(),
        KINDS[in.readByte()],
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        in.readInt(),
        in.readBoolean(),
        in.readUTF(),
        in.readInt(),
        Objects.requireNonNull(NullableBytes.read(in)));
  }
}
