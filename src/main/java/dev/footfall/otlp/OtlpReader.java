package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Reads one Kafka value as OTLP trace data, protobuf or JSON, told apart by the bytes: {@code
 * TracesData} = {@code ExportTraceServiceRequest}, and the legacy field 1000 (instrumentation
 * library spans). Never throws, whatever the bytes; needs memory bounded by the record's length.
 * Spans complete before a damage are handed on. Not thread-safe.
 */
public final class OtlpReader {
  private final WireSpan span;
  private final Reading reading;
  private final TracesDataReader protobuf;
  private final JsonTracesDataReader json;

  public OtlpReader(Projection projection) {
    span = new WireSpan(projection);
    reading = new Reading(span);
    protobuf = new TracesDataReader(reading);
    json = new JsonTracesDataReader(reading);
  }

  /** Tells the handler of each span in the value, and returns how the record as a whole fared. */
  public Outcome read(byte[] value, SpanHandler handler) {
    reading.start(value, handler);
    int jsonStart = JsonStart.of(value);
    if (jsonStart >= 0) {
      json.read(value, jsonStart);
    } else {
      readProtobuf(value);
    }
    if (!reading.scopeFound && reading.unknownFound) {
      reading.damage(ForeignFormat.ofUnread(value));
    }
    boolean empty = reading.spans() == 0 && reading.damage == null;
    return new Outcome(reading.spans(), empty, reading.damage, span.takeReplacedStrings());
  }

  private void readProtobuf(byte[] value) {
    String foreign = ForeignFormat.ofStart(value);
    if (foreign != null) {
      reading.damage(foreign);
      return;
    }
    protobuf.read(value);
    if (!reading.scopeFound && reading.damage != null) {
      // Damage before the first span: most likely it never was OTLP.
      reading.damage = reading.resourceFound ? reading.damage : ForeignFormat.ofUnread(value);
    }
  }

  /**
   * How a record fared.
   *
   * @param spans spans handed on, good and bad
   * @param empty a valid envelope without any span (also zero bytes): counted, nothing more
   * @param damage why the record, from some byte on, could not be used, in short fixed words
   *     ({@code truncated}, {@code not_otlp}, {@code logs}, {@code zipkin_json}, {@code gzip} ...);
   *     null where all of it was read
   * @param replacedStrings strings that were not UTF-8 and got U+FFFD
   */
  public record Outcome(int spans, boolean empty, @Nullable String damage, int replacedStrings) {}
}
