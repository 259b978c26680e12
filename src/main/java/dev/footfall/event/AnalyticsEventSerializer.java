package dev.footfall.event;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.EventContent.Issue;
import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What an issue says of an {@link AnalyticsEvent}, then the length and bytes of its content. */
public final class AnalyticsEventSerializer extends VersionedSerializer<AnalyticsEvent> {
  public static final TypeInformation<AnalyticsEvent> TYPE =
      new ValueType<>(AnalyticsEvent.class, new AnalyticsEventSerializer());

  @Override
  protected int version() {
    return EventContent.VERSION;
  }

  @Override
  public void serialize(AnalyticsEvent event, DataOutputView out) throws IOException {
    out.writeUTF(event.eventId());
    out.writeLong(event.arrivalTimeMillis());
    out.writeLong(event.issuedAtMillis());
    out.writeInt(event.revision());
    out.writeBoolean(event.retracted());
    ContentWriter content = new ContentWriter();
    ClientFacts client = event.client();
    EventContent.write(event, client == null ? null : client.encode(), content);
    out.writeInt(content.length());
    out.write(content.array(), 0, content.length());
  }

  @Override
  public AnalyticsEvent deserialize(DataInputView in) throws IOException {
    String eventId = in.readUTF();
    long arrivalTimeMillis = in.readLong();
    long issuedAtMillis = in.readLong();
    int revision = in.readInt();
    boolean retracted = in.readBoolean();
    byte[] content = new byte[in.readInt()];
    in.readFully(content);
    return EventContent.read(
        new ContentReader(content, 0),
        new Issue(eventId, arrivalTimeMillis, issuedAtMillis, revision, retracted));
  }
}
