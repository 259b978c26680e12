package dev.footfall.event;

import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What an issue says of an {@link IssuedEvent}, then its contents, each with its length in front.
 */
public final class IssuedEventSerializer extends VersionedSerializer<IssuedEvent> {
  public static final TypeInformation<IssuedEvent> TYPE =
      new ValueType<>(IssuedEvent.class, new IssuedEventSerializer());

  /** The version of the form, which a store of events keeps beside them. */
  public static final int VERSION = EventContent.VERSION;

  private static final int ABSENT = -1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  public void serialize(IssuedEvent event, DataOutputView out) throws IOException {
    out.writeLong(event.id().high());
    out.writeLong(event.id().low());
    out.writeLong(event.arrivalTimeMillis());
    out.writeLong(event.issuedAtMillis());
    out.writeInt(event.revision());
    out.writeBoolean(event.retracted());
    write(event.content(), out);
    // A retraction takes back what it carries.
    write(event.retracted() ? null : event.before(), out);
  }

  @Override
  public IssuedEvent deserialize(DataInputView in) throws IOException {
    EventId id = new EventId(in.readLong(), in.readLong());
    long arrivalTimeMillis = in.readLong();
    long issuedAtMillis = in.readLong();
    int revision = in.readInt();
    boolean retracted = in.readBoolean();
    byte[] content = read(in);
    byte[] before = read(in);
    if (content == null) {
      throw new IOException("an event without content");
    }
    return new IssuedEvent(
        id,
        arrivalTimeMillis,
        issuedAtMillis,
        revision,
        retracted,
        content,
        retracted ? content : before);
  }

  private static void write(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes == null ? ABSENT : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte @Nullable [] read(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
