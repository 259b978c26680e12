package dev.footfall.sink;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An {@link OutputRecord}; the output goes by name. */
public final class OutputRecordSerializer extends VersionedSerializer<OutputRecord> {
  public static final TypeInformation<OutputRecord> TYPE =
      new ValueType<>(OutputRecord.class, new OutputRecordSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(OutputRecord record, DataOutputView out) throws IOException {
    out.writeUTF(record.output().name());
    write(record.key(), out);
    write(record.value(), out);
    out.writeLong(record.timestampMillis());
  }

  @Override
  public OutputRecord deserialize(DataInputView in) throws IOException {
    return new OutputRecord(Output.valueOf(in.readUTF()), read(in), read(in), in.readLong());
  }

  private static void write(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] read(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
