package dev.footfall.trace;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of decoding, group {@code footfall}: {@code spansDeadLetter} single spans that could not
 * be used; {@code recordsUnusable} and {@code bytesUnusable} records that were no use from some
 * byte on, with their whole length; {@code recordsEmpty} tombstones and envelopes without a span;
 * {@code stringsReplaced} that were not UTF-8; {@code requestsWithoutKey} that have no connection
 * id because their day's key was deleted.
 */
final class DecodeMetrics {
  private final Counter spans;
  private final Counter records;
  private final Counter bytes;
  private final Counter empty;

  DecodeMetrics(MetricGroup operator, RecordDecoder decoder) {
    MetricGroup group = operator.addGroup("footfall");
    spans = group.counter("spansDeadLetter");
    records = group.counter("recordsUnusable");
    bytes = group.counter("bytesUnusable");
    empty = group.counter("recordsEmpty");
    gauge(group, "stringsReplaced", decoder::replacedStrings);
    gauge(group, "requestsWithoutKey", decoder::requestsWithoutKey);
  }

  private static void gauge(MetricGroup group, String name, Gauge<Long> value) {
    group.gauge(name, value);
  }

  void count(AccountingCount count) {
    spans.inc(count.spans());
    if (RecordDecoder.isEmptyReason(count.reason())) {
      empty.inc(count.records());
    } else {
      records.inc(count.records());
      bytes.inc(count.bytes());
    }
  }
}
