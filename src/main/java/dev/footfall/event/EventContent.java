package dev.footfall.event;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.AnalyticsEvent.Conversion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The byte form of an event without what every issue may change (arrival, issue, revision,
 * retraction): equal content, equal bytes. Serves as what is remembered of an event, and as part of
 * its serialized form; whoever stores it stores {@link #VERSION} beside it.
 *
 * <p>Version 4, in this order: event time (8 bytes, big-endian), flags (1), trace id (16), entry
 * span's id (8), the rule's place; the client's facts in their own versioned form, their length
 * plus one in front; conversion, name, rule, configuration; the request; the parameters; the items;
 * where the flags say so, the catalog's version (8 bytes). What comes first is what {@link
 * IssuedEvent} looks at before the event is its visitor's next.
 */
public final class EventContent {
  static final int VERSION = 4;

  /** Where the trace id, the span id and the rule's place begin. */
  static final int TRACE_ID_AT = 9;

  static final int SPAN_ID_AT = TRACE_ID_AT + 16;
  static final int RULE_INDEX_AT = SPAN_ID_AT + 8;

  private static final int TIME_CORRECTED = 1;
  private static final int INTERACTION = 2;
  private static final int COMPLETE = 4;
  private static final int PAGE_VIEW = 8;
  private static final int CATALOG = 16;
  private static final int REPEATED_TRANSACTION = 32;
  private static final int FLAGS_AT = 8;
  private static final int CATALOG_BYTES = 8;

  private EventContent() {}

  /**
   * @param facts the event's client facts as bytes, null where it has none
   */
  public static void write(AnalyticsEvent event, byte @Nullable [] facts, ContentWriter out) {
    out.writeLong(event.eventTimeMicros());
    out.writeByte(
        (event.timeCorrected() ? TIME_CORRECTED : 0)
            | (event.interaction() ? INTERACTION : 0)
            | (event.complete() ? COMPLETE : 0)
            | (event.pageView() ? PAGE_VIEW : 0)
            | (event.repeatedTransaction() ? REPEATED_TRANSACTION : 0)
            | (event.catalogVersion() != null ? CATALOG : 0));
    RequestContent.writeIds(event.request(), out);
    out.writeNumber(event.ruleIndex());
    out.writeNumber(facts == null ? 0 : facts.length + 1L);
    if (facts != null) {
      out.writeBytes(facts, 0, facts.length);
    }
    out.writeByte(conversionCode(event.conversion()));
    out.writeText(event.eventName());
    out.writeText(event.rule());
    out.writeText(event.configVersion());
    RequestContent.write(event.request(), out);
    out.writeNumber(event.params().size());
    event
        .params()
        .forEach(
            (name, value) -> {
              out.writeText(name);
              out.writeText(value.text());
              out.writeByte(value.number() ? 1 : 0);
            });
    ItemContent.write(event.items(), out);
    if (event.catalogVersion() != null) {
      out.writeLong(Long.parseUnsignedLong(event.catalogVersion(), 16));
    }
  }

  /**
   * Whether two contents are equal but for the version of the catalog: another one that says the
   * same of an event's items does not change the event.
   */
  static boolean areEqual(byte[] one, int from, int to, byte[] other, int otherTo) {
    int rest = (one[from + FLAGS_AT] & CATALOG) != 0 ? CATALOG_BYTES : 0;
    return Arrays.equals(one, from, to - rest, other, 0, Math.max(0, otherTo - rest));
  }

  /** The event time of a content that begins at offset. */
  static EventTime time(byte[] bytes, int offset) {
    ContentReader in = new ContentReader(bytes, offset);
    return new EventTime(in.readLong(), (in.readByte() & TIME_CORRECTED) != 0);
  }

  /** The event with what its content leaves out. */
  static AnalyticsEvent read(ContentReader in, Issue issue) {
    long eventTimeMicros = in.readLong();
    int flags = in.readByte();
    String traceId = Hex.of(in.readLong(), in.readLong());
    String spanId = Hex.of(in.readLong());
    int ruleIndex = in.readInt();
    int facts = in.readInt() - 1;
    ClientFacts client = facts < 0 ? null : in.readFacts(facts);
    Conversion conversion = conversion(in.readByte());
    String eventName = in.readRepeatedName();
    String rule = in.readRepeatedName();
    String configVersion = in.readRepeatedName();
    Request request = RequestContent.read(traceId, spanId, in);
    return new AnalyticsEvent(
        issue.eventId,
        eventName,
        eventTimeMicros,
        (flags & TIME_CORRECTED) != 0,
        issue.arrivalTimeMillis,
        issue.issuedAtMillis,
        issue.revision,
        issue.retracted,
        (flags & INTERACTION) != 0,
        (flags & PAGE_VIEW) != 0,
        conversion,
        (flags & REPEATED_TRANSACTION) != 0,
        rule,
        ruleIndex,
        configVersion,
        (flags & COMPLETE) != 0,
        request,
        client,
        readParameters(in),
        ItemContent.read(in),
        (flags & CATALOG) != 0 ? Hex.of(in.readLong()) : null);
  }

  /** The client facts in a content, as bytes; null where it has none. */
  public static byte @Nullable [] facts(byte[] content) {
    ContentReader in = new ContentReader(content, RULE_INDEX_AT);
    in.readInt();
    int length = in.readInt() - 1;
    return length < 0 ? null : Arrays.copyOfRange(content, in.position(), in.position() + length);
  }

  /**
   * A content as it is once its transaction is known.
   *
   * @param facts for a content without; null leaves it as it is
   */
  static byte[] settled(byte[] content, boolean repeated, byte @Nullable [] facts) {
    byte[] settled =
        facts == null || facts(content) != null ? content.clone() : with(facts, content);
    settled[FLAGS_AT] |= (byte) (repeated ? REPEATED_TRANSACTION : 0);
    return settled;
  }

  private static byte[] with(byte[] facts, byte[] content) {
    ContentReader in = new ContentReader(content, RULE_INDEX_AT);
    in.readInt();
    ContentWriter out = new ContentWriter();
    out.writeBytes(content, 0, in.position());
    in.readInt();
    out.writeNumber(facts.length + 1L);
    out.writeBytes(facts, 0, facts.length);
    out.writeBytes(content, in.position(), content.length - in.position());
    return out.toBytes();
  }

  private static Map<String, ParameterValue> readParameters(ContentReader in) {
    Map<String, ParameterValue> parameters = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readRepeatedName();
      parameters.put(name, new ParameterValue(in.readName(), in.readByte() == 1));
    }
    return parameters;
  }

  private static int conversionCode(Conversion conversion) {
    return switch (conversion) {
      case NONE -> 0;
      case ONCE_PER_SESSION -> 1;
      case EVERY -> 2;
    };
  }

  private static Conversion conversion(int code) {
    return switch (code) {
      case 0 -> Conversion.NONE;
      case 1 -> Conversion.ONCE_PER_SESSION;
      case 2 -> Conversion.EVERY;
      default -> throw new IllegalStateException("unknown conversion " + code);
    };
  }

  /** What an event's content leaves out. */
  record Issue(
      String eventId,
      long arrivalTimeMillis,
      long issuedAtMillis,
      int revision,
      boolean retracted) {}
}
