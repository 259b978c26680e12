package dev.footfall.source;

import dev.footfall.type.NullableBytes;
import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A {@link RawRecord}; absent bytes have length -1. The decoder is chained to the source, so that
 * records are not serialized as a rule.
 */
public final class RawRecordSerializer extends VersionedSerializer<RawRecord> {
  public static final TypeInformation<RawRecord> TYPE =
      new ValueType<>(RawRecord.class, new RawRecordSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(RawRecord record, DataOutputView out) throws IOException {
    out.writeUTF(record.topic());
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeLong(record.timestampMillis());
    NullableBytes.write(record.key(), out);
    NullableBytes.write(record.value(), out);
    out.writeInt(record.headers().size());
    for (RawRecord.Header header : record.headers()) {
      NullableBytes.write(
          header.name().getBytes(StandardCharsets.UTF_8), out); // may pass writeUTF's 64 kB
      NullableBytes.write(header.value(), out);
    }
  }

  @Override
  public RawRecord deserialize(DataInputView in) throws IOException {
    String topic = in.readUTF();
    int partition = in.readInt();
    long offset = in.readLong();
    long timestampMillis = in.readLong();
    byte[] key = NullableBytes.read(in);
    byte[] value = NullableBytes.read(in);
    int size = in.readInt();
    List<RawRecord.Header> headers = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      byte[] name = new byte[in.readInt()];
      in.readFully(name);
      headers.add(
          new RawRecord.Header(new String(name, StandardCharsets.UTF_8), NullableBytes.read(in)));
    }
    return new RawRecord(topic, partition, offset, timestampMillis, key, value, headers);
  }
}
