package dev.footfall.otlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a handler was told of one record, copied. */
final class SeenRecord implements SpanHandler {
  final List<SeenSpan> spans = new ArrayList<>();
  final List<BadSpan> badSpans = new ArrayList<>();
  int resources;
  OtlpReader.Outcome outcome = new OtlpReader.Outcome(0, true, null, 0);

  static SeenRecord read(OtlpReader reader, byte[] value) {
    SeenRecord seen = new SeenRecord();
    seen.outcome = reader.read(value, seen);
    return seen;
  }

  @Override
  public void resource(WireSpan next) {
    resources++;
  }

  @Override
  public void span(WireSpan span) {
    spans.add(SeenSpan.of(span));
  }

  @Override
  public void badSpan(String reason, byte[] bytes, int offset, int length) {
    badSpans.add(new BadSpan(reason, Arrays.copyOfRange(bytes, offset, offset + length)));
  }

  List<String> badReasons() {
    return badSpans.stream().map(BadSpan::reason).toList();
  }

  /** A span that could not be used. */
  record BadSpan(String reason, byte[] bytes) {}
}
