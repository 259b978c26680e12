package dev.footfall.local.shop;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns work into the spans of one trace, each recorded by an instance of the service that does it.
 */
final class TraceWriter {
  private static final int SAMPLED = 0x101;
  private static final int SAMPLED_BELOW_ANOTHER_PROCESS = 0x301;

  private final Map<Service, List<Instance>> instances;
  private final Dice dice;
  private ByteString traceId = ByteString.EMPTY;
  private int spans;

  TraceWriter(Map<Service, List<Instance>> instances, Dice dice) {
    this.instances = instances;
    this.dice = dice;
  }

  /**
   * Records a trace.
   *
   * @param caller the span of a browser that began the trace and is recorded nowhere; null for none
   * @return how many spans it has
   */
  int write(Work root, @Nullable ByteString caller, long startNanos) {
    traceId = dice.id(16);
    spans = 0;
    write(root, caller, null, startNanos);
    return spans;
  }

  /** Records a span and all below it, and returns when it ended, in epoch nanoseconds. */
  private long write(
      Work work, @Nullable ByteString parent, @Nullable Instance caller, long startNanos) {
    Instance instance = work.service() == null ? caller : dice.pick(instances.get(work.service()));
    ByteString spanId = dice.id(8);
    long halfNanos = 50_000 + (long) (dice.exponential(work.ownMillis()) * 500_000);
    long nanos = startNanos + halfNanos;
    for (Work below : work.below()) {
      nanos = write(below, spanId, instance, nanos);
    }
    long endNanos = nanos + halfNanos;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(spanId)
            .setName(work.name())
            .setKind(work.kind())
            .setFlags(
                parent != null && work.kind() == SpanKind.SPAN_KIND_SERVER
                    ? SAMPLED_BELOW_ANOTHER_PROCESS
                    : SAMPLED)
            .setStartTimeUnixNano(startNanos)
            .setEndTimeUnixNano(endNanos)
            .addAllAttributes(work.attributes());
    if (parent != null) {
      span.setParentSpanId(parent);
    }
    if (work.failed()) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    instance.record(span.build());
    spans++;
    return endNanos;
  }
}
