package dev.footfall.trace;

import dev.footfall.client.Door;
import dev.footfall.otlp.HttpRequest;
import dev.footfall.otlp.OtlpReader;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.SpanHandler;
import dev.footfall.otlp.SpanWriter;
import dev.footfall.otlp.WireSpan;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;
import dev.footfall.source.Arrival;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Turns a Kafka record into one fragment per trace in it. Personal data ends here: what the
 * fragments hold has passed the {@link Door} and the {@link Redaction}. Whatever cannot be used
 * becomes a dead letter, and its siblings go on. Never throws because of a record. Not thread-safe.
 */
public final class RecordDecoder implements SpanHandler {
  /** Where the parts of a record go. */
  public interface Output {
    void fragment(TraceFragment fragment);

    void deadLetter(DeadLetter letter);

    void count(AccountingCount count);
  }

  private static final String TOMBSTONE = "tombstone";
  private static final String EMPTY = "empty";

  private final OtlpReader reader;
  private final Door door;
  private final Redaction redaction;
  private final SpanWriter.TextFilter values;
  private final FragmentTable fragments;
  private final DeadLetterOffice deadLetters;

  // Of the record that is being read.
  private RawRecord record;
  private long arrivalMillis;
  private Output out;

  private long replacedStrings;

  RecordDecoder(Projection projection, Door door, Redaction redaction, int deadLetterPayloadBytes) {
    this.reader = new OtlpReader(projection);
    this.door = door;
    this.redaction = redaction;
    this.values = (name, text) -> redaction.value(text);
    this.fragments = new FragmentTable(projection);
    this.deadLetters = new DeadLetterOffice(deadLetterPayloadBytes);
  }

  /**
   * A decoder with its door; reads the key ring.
   *
   * @param sessionGap how long a session may go on after a change of the keys
   */
  public static RecordDecoder create(
      Projection projection,
      PrivacySettings privacy,
      TimeSettings time,
      Duration sessionGap,
      int deadLetterPayloadBytes) {
    Redaction redaction = new Redaction(privacy);
    DayKeys keys = DayKeys.read(Path.of(privacy.keyRing()));
    Door door =
        new Door(privacy, keys, redaction, time.eventDelay().toMillis(), sessionGap.toMillis());
    return new RecordDecoder(projection, door, redaction, deadLetterPayloadBytes);
  }

  /**
   * Reads a record whole; its fragments are told in the order in which their traces first appear.
   */
  public void decode(RawRecord record, long arrivalMillis, Output out) {
    this.record = record;
    this.arrivalMillis = arrivalMillis;
    this.out = out;
    byte[] value = record.value();
    if (arrivalMillis == Arrival.UNKNOWN) {
      refuse(value == null ? new byte[0] : value, "no_timestamp", 0);
      return;
    }
    if (value == null) {
      out.count(AccountingCount.record(arrivalMillis, TOMBSTONE, 0));
      return;
    }
    fragments.clear();
    OtlpReader.Outcome outcome = reader.read(value, this);
    replacedStrings += outcome.replacedStrings();
    fragments.forEach(
        (traceId, spans) -> out.fragment(new TraceFragment(traceId, arrivalMillis, spans)));
    if (outcome.damage() != null) {
      refuse(value, outcome.damage(), arrivalMillis);
    } else if (outcome.empty()) {
      out.count(AccountingCount.record(arrivalMillis, EMPTY, value.length));
    }
  }

  /** Strings so far that were not UTF-8, and got U+FFFD where they were not. */
  long replacedStrings() {
    return replacedStrings;
  }

  /** Requests so far that got no connection id because their day's key was deleted. */
  long requestsWithoutKey() {
    return door.requestsWithoutKey();
  }

  /** Whether records are counted under this reason because there was nothing in them. */
  static boolean isEmptyReason(String reason) {
    return reason.equals(TOMBSTONE) || reason.equals(EMPTY);
  }

  private void refuse(byte[] value, String reason, long atMillis) {
    out.deadLetter(deadLetters.letter(record, arrivalMillis, reason, value, 0, value.length));
    out.count(AccountingCount.record(atMillis, reason, value.length));
  }

  @Override
  public void resource(WireSpan next) {
    fragments.nextResource();
  }

  @Override
  public void span(WireSpan span) {
    SpanWriter writer = fragments.writer(span.traceIdHigh, span.traceIdLow, span.resource, values);
    if (!span.isServer()) {
      writer.span(span, null, null, values);
      return;
    }
    HttpRequest raw = HttpRequest.of(span);
    byte[] facts = door.facts(span, raw, arrivalMillis);
    writer.span(span, redacted(raw), facts, values);
  }

  /** A route should be a template, but some senders put the path there. */
  private HttpRequest redacted(HttpRequest raw) {
    return raw.with(
        redaction.path(raw.path()), redaction.query(raw.query()), redaction.path(raw.route()));
  }

  @Override
  public void badSpan(String reason, byte[] bytes, int offset, int length) {
    out.deadLetter(deadLetters.letter(record, arrivalMillis, reason, bytes, offset, length));
    out.count(AccountingCount.spans(arrivalMillis, SpanClass.DEAD_LETTER, reason, 1));
  }
}
