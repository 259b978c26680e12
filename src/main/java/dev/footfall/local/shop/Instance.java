package dev.footfall.local.shop;

import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A running copy of a service, with an SDK that exports its finished spans to one collector from
 * time to time.
 */
final class Instance {
  private static final int EXPORT_SPANS = 512;

  private final Resource resource;
  private final Collector collector;
  private final long exportMillis;
  private long nextExportMillis;
  private List<Span> spans = new ArrayList<>();

  Instance(Resource resource, Collector collector, long exportMillis, long firstExportMillis) {
    this.resource = resource;
    this.collector = collector;
    this.exportMillis = exportMillis;
    this.nextExportMillis = firstExportMillis;
  }

  void record(Span span) {
    spans.add(span);
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Exports what has ended by now, if it is time for that. */
  void exportIfDue(long nowMillis) {
    if (nowMillis < nextExportMillis) {
      return;
    }
    nextExportMillis += exportMillis;
    List<Span> ended = new ArrayList<>();
    List<Span> running = new ArrayList<>();
    for (Span span : spans) {
      (span.getEndTimeUnixNano() <= nowMillis * 1_000_000L ? ended : running).add(span);
    }
    spans = running;
    for (int from = 0; from < ended.size(); from += EXPORT_SPANS) {
      collector.take(
          resource, ended.subList(from, Math.min(ended.size(), from + EXPORT_SPANS)), nowMillis);
    }
  }

  static Resource resource(Service service, int number, Dice dice) {
    return Resource.newBuilder()
        .addAttributes(Otlp.text("service.name", service.serviceName()))
        .addAttributes(Otlp.text("service.namespace", "shop"))
        .addAttributes(Otlp.text("service.version", "3.1." + service.ordinal()))
        .addAttributes(Otlp.text("service.instance.id", dice.word(12)))
        .addAttributes(Otlp.text("deployment.environment.name", "demo"))
        .addAttributes(Otlp.text("telemetry.sdk.language", "java"))
        .addAttributes(Otlp.text("telemetry.sdk.name", "opentelemetry"))
        .addAttributes(Otlp.text("telemetry.sdk.version", "1.58.0"))
        .addAttributes(Otlp.text("host.name", "node-" + number))
        .addAttributes(Otlp.text("k8s.pod.name", service.serviceName() + "-" + number))
        .build();
  }
}
