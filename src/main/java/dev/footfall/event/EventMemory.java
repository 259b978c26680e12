package dev.footfall.event;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a trace's events between its issues: each event's id, revision, whether it
 * was taken back, its entry's arrival and its content. Kept beside the trace by assembly, and
 * dropped with it once the late horizon has passed.
 *
 * <p>Version of {@link EventContent}: {@code version(1 byte) event*}, an event being id (16 bytes),
 * revision, retracted (1 byte), arrival in epoch milliseconds, length of the content, content.
 */
public final class EventMemory {
  private static final int VERSION = EventContent.VERSION;

  private EventMemory() {}

  /**
   * The remembered events by id, in the order they were written.
   *
   * @throws IllegalStateException for an unknown version
   */
  public static Map<EventId, Remembered> read(byte @Nullable [] memory) {
    if (memory == null) {
      return Map.of();
    }
    Map<EventId, Remembered> events = new LinkedHashMap<>();
    ContentReader in = new ContentReader(memory, 0);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("events remembered in unknown version " + version);
    }
    while (!in.atEnd()) {
      EventId id = new EventId(in.readLong(), in.readLong());
      int revision = in.readInt();
      boolean retracted = in.readByte() == 1;
      long arrivalMillis = in.readNumber();
      int length = in.readInt();
      events.put(
          id, new Remembered(memory, in.position(), length, revision, retracted, arrivalMillis));
      in.skip(length);
    }
    return events;
  }

  public static void begin(ContentWriter out) {
    out.reset();
    out.writeByte(VERSION);
  }

  public static void write(EventId id, Remembered event, ContentWriter out) {
    out.writeLong(id.high());
    out.writeLong(id.low());
    out.writeNumber(event.revision);
    out.writeByte(event.retracted ? 1 : 0);
    out.writeNumber(event.arrivalMillis);
    out.writeNumber(event.length);
    out.writeBytes(event.bytes, event.offset, event.length);
  }

  /** An event as it was issued last; its content lies in the bytes. */
  public record Remembered(
      byte[] bytes, int offset, int length, int revision, boolean retracted, long arrivalMillis) {

    public static Remembered of(AnalyticsEvent event, ContentWriter content) {
      return new Remembered(
          content.array(),
          0,
          content.length(),
          event.revision(),
          event.retracted(),
          event.arrivalTimeMillis());
    }

    /** The event's time, frozen since its first issue. */
    public EventTime time() {
      return EventContent.time(bytes, offset);
    }

    public boolean hasContent(ContentWriter content) {
      return EventContent.areEqual(
          bytes, offset, offset + length, content.array(), content.length());
    }

    public Remembered takenBack() {
      return new Remembered(bytes, offset, length, revision + 1, true, arrivalMillis);
    }

    /** A copy of the content. */
    public byte[] content() {
      return Arrays.copyOfRange(bytes, offset, offset + length);
    }
  }
}
