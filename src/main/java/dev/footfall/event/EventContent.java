package dev.footfall.event;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.AnalyticsEvent.Conversion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The byte form of an event without what every issue may change (arrival, issue, revision,
 * retraction): equal content, equal bytes. Serves as what is remembered of an event, and as part of
 * its serialized form; whoever stores it stores {@link #VERSION} beside it.
 *
 * <p>Version 1, in this order: event time (8 bytes, big-endian), flags, conversion, name, rule, its
 * place, configuration; the request; the client's facts in their own versioned form, their length
 * plus one in front; the parameters.
 */
final class EventContent {
  static final int VERSION = 1;

  private static final int TIME_CORRECTED = 1;
  private static final int INTERACTION = 2;
  private static final int COMPLETE = 4;
  private static final int PAGE_VIEW = 8;

  private EventContent() {}

  /**
   * @param facts the event's client facts as bytes, null where it has none
   */
  static void write(AnalyticsEvent event, byte @Nullable [] facts, ContentWriter out) {
    out.writeLong(event.eventTimeMicros());
    out.writeByte(
        (event.timeCorrected() ? TIME_CORRECTED : 0)
            | (event.interaction() ? INTERACTION : 0)
            | (event.complete() ? COMPLETE : 0)
            | (event.pageView() ? PAGE_VIEW : 0));
    out.writeByte(conversionCode(event.conversion()));
    out.writeText(event.eventName());
    out.writeText(event.rule());
    out.writeNumber(event.ruleIndex());
    out.writeText(event.configVersion());
    RequestContent.write(event.request(), out);
    out.writeNumber(facts == null ? 0 : facts.length + 1L);
    if (facts != null) {
      out.writeBytes(facts, 0, facts.length);
    }
    out.writeNumber(event.params().size());
    event
        .params()
        .forEach(
            (name, value) -> {
              out.writeText(name);
              out.writeText(value.text());
              out.writeByte(value.number() ? 1 : 0);
            });
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
    Conversion conversion = conversion(in.readByte());
    String eventName = in.readName();
    String rule = in.readName();
    int ruleIndex = in.readInt();
    String configVersion = in.readName();
    Request request = RequestContent.read(in);
    int facts = in.readInt() - 1;
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
        rule,
        ruleIndex,
        configVersion,
        (flags & COMPLETE) != 0,
        request,
        facts < 0 ? null : ClientFacts.decode(in.readBytes(facts)),
        readParameters(in));
  }

  private static Map<String, ParameterValue> readParameters(ContentReader in) {
    Map<String, ParameterValue> parameters = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readName();
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
