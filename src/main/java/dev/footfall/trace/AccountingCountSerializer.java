package dev.footfall.trace;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** An {@link AccountingCount}, its class by name. */
public final class AccountingCountSerializer extends VersionedSerializer<AccountingCount> {
  public static final TypeInformation<AccountingCount> TYPE =
      new ValueType<>(AccountingCount.class, new AccountingCountSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(AccountingCount count, DataOutputView out) throws IOException {
    @Nullable SpanClass spanClass = count.spanClass();
    out.writeLong(count.arrivalMinuteMillis());
    out.writeUTF(spanClass == null ? "" : spanClass.name());
    out.writeUTF(count.reason());
    out.writeLong(count.spans());
    out.writeLong(count.records());
    out.writeLong(count.bytes());
  }

  @Override
  public AccountingCount deserialize(DataInputView in) throws IOException {
    long arrivalMinuteMillis = in.readLong();
    String spanClass = in.readUTF();
    return new AccountingCount(
        arrivalMinuteMillis,
        spanClass.isEmpty() ? null : SpanClass.valueOf(spanClass),
        in.readUTF(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
