package dev.footfall.transaction;

import dev.footfall.event.EventId;
import dev.footfall.event.Settlement;
import dev.footfall.transaction.Transaction.Settled;
import dev.footfall.type.NullableBytes;
import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The fields in order; lists with their length in front, what may be absent with a flag. */
public final class TransactionSerializer extends VersionedSerializer<Transaction> {
  static final TypeInformation<Transaction> TYPE =
      new ValueType<>(Transaction.class, new TransactionSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(Transaction transaction, DataOutputView out) throws IOException {
    EventId owner = transaction.owner();
    out.writeBoolean(owner != null);
    if (owner != null) {
      write(owner, out);
    }
    NullableBytes.write(transaction.facts(), out);
    out.writeInt(transaction.settled().size());
    for (Settled settled : transaction.settled()) {
      write(settled.event(), out);
      out.writeBoolean(settled.settlement().repeated());
      NullableBytes.write(settled.settlement().facts(), out);
    }
    out.writeLong(transaction.lastMillis());
    out.writeLong(transaction.timerMillis());
  }

  @Override
  public Transaction deserialize(DataInputView in) throws IOException {
    EventId owner = in.readBoolean() ? readId(in) : null;
    byte[] facts = NullableBytes.read(in);
    List<Settled> settled = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      settled.add(
          new Settled(readId(in), new Settlement(in.readBoolean(), NullableBytes.read(in))));
    }
    return new Transaction(owner, facts, settled, in.readLong(), in.readLong());
  }

  private static void write(EventId id, DataOutputView out) throws IOException {
    out.writeLong(id.high());
    out.writeLong(id.low());
  }

  private static EventId readId(DataInputView in) throws IOException {
    return new EventId(in.readLong(), in.readLong());
  }
}
