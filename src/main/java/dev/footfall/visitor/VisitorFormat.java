package dev.footfall.visitor;

import dev.footfall.aggregate.Numbers;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.IssuedEventSerializer;
import dev.footfall.funnel.VisitorFunnels;
import dev.footfall.privacy.KeyedId;
import dev.footfall.session.VisitorSessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a visitor: {@code version(1) eventVersion(1) timer(8) link? link? moved(1)
 * nextChunk count (chunk first(8))* count event* sessions funnels}; events in the form of their
 * serializer, sessions and funnels in their own versioned form. A chunk is {@code eventVersion(1)
 * count event*}.
 */
final class VisitorFormat {
  private static final int VERSION = 1;
  private static final IssuedEventSerializer EVENTS = new IssuedEventSerializer();

  private final DataOutputSerializer out = new DataOutputSerializer(1_024);

  byte[] write(Visitor visitor) throws IOException {
    out.clear();
    out.writeByte(VERSION);
    out.writeByte(IssuedEventSerializer.VERSION);
    out.writeLong(visitor.timerMillis);
    writeLink(visitor.olderId, visitor.olderUntilMicros);
    writeLink(visitor.newerId, visitor.newerUntilMicros);
    out.writeBoolean(visitor.moved);
    Numbers.write(visitor.nextChunk, out);
    Numbers.write(visitor.chunks.size(), out);
    for (PendingChunk chunk : visitor.chunks) {
      Numbers.write(chunk.number(), out);
      out.writeLong(chunk.firstMicros());
    }
    writeEvents(visitor.pending);
    visitor.sessions.write(out);
    visitor.funnels.write(out);
    return out.getCopyOfBuffer();
  }

  private void writeLink(@Nullable KeyedId id, long untilMicros) throws IOException {
    out.writeBoolean(id != null);
    if (id != null) {
      KeyedIdSerializer.INSTANCE.serialize(id, out);
      out.writeLong(untilMicros);
    }
  }

  private static @Nullable KeyedId readId(DataInputDeserializer in) throws IOException {
    return in.readBoolean() ? KeyedIdSerializer.INSTANCE.deserialize(in) : null;
  }

  byte[] writeChunk(List<IssuedEvent> events) throws IOException {
    out.clear();
    out.writeByte(IssuedEventSerializer.VERSION);
    writeEvents(events);
    return out.getCopyOfBuffer();
  }

  static List<IssuedEvent> readChunk(byte[] chunk) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(chunk);
    requireVersion(in.readByte());
    return readEvents(in);
  }

  private void writeEvents(List<IssuedEvent> events) throws IOException {
    Numbers.write(events.size(), out);
    for (IssuedEvent event : events) {
      EVENTS.serialize(event, out);
    }
  }

  private static List<IssuedEvent> readEvents(DataInputDeserializer in) throws IOException {
    int count = (int) Numbers.read(in);
    List<IssuedEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(EVENTS.deserialize(in));
    }
    return events;
  }

  private static void requireVersion(int eventVersion) {
    if (eventVersion != IssuedEventSerializer.VERSION) {
      throw new IllegalStateException("waiting events of unknown version " + eventVersion);
    }
  }

  /**
   * @throws IllegalStateException for an unknown version
   */
  static Visitor read(int lane, KeyedId id, byte[] blob) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(blob);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("a visitor is stored in unknown version " + version);
    }
    requireVersion(in.readByte());
    long timerMillis = in.readLong();
    KeyedId olderId = readId(in);
    long olderUntilMicros = olderId == null ? 0 : in.readLong();
    KeyedId newerId = readId(in);
    long newerUntilMicros = newerId == null ? 0 : in.readLong();
    boolean moved = in.readBoolean();
    long nextChunk = Numbers.read(in);
    List<PendingChunk> chunks = new ArrayList<>();
    for (long left = Numbers.read(in); left > 0; left--) {
      chunks.add(new PendingChunk(Numbers.read(in), in.readLong()));
    }
    Visitor visitor =
        new Visitor(lane, id, readEvents(in), VisitorSessions.read(in), VisitorFunnels.read(in));
    visitor.nextChunk = nextChunk;
    visitor.chunks.addAll(chunks);
    visitor.timerMillis = timerMillis;
    visitor.olderId = olderId;
    visitor.olderUntilMicros = olderUntilMicros;
    visitor.newerId = newerId;
    visitor.newerUntilMicros = newerUntilMicros;
    visitor.moved = moved;
    return visitor;
  }
}
