package dev.footfall.otlp;

import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Good records to be damaged: captured ones, and small ones of a few captured spans. */
final class FuzzSeeds {
  private static final int SPANS_IN_A_SMALL_RECORD = 3;
  private static final int SMALL_RECORDS = 1_500;

  /** Records of a few hundred bytes. */
  final List<FuzzSeedRecord> small = new ArrayList<>();

  /** Records as the Collector wrote them, of a kilobyte or two. */
  final List<FuzzSeedRecord> captured = new ArrayList<>();

  /** Whole batches, of some kilobytes each. */
  final List<FuzzSeedRecord> batches = new ArrayList<>();

  FuzzSeeds() {
    try {
      for (byte[] value : Captured.values(Captured.BY_TRACE).subList(0, SMALL_RECORDS)) {
        captured.add(FuzzSeedRecord.protobuf(value));
      }
      for (byte[] value : smallest(Captured.PROTOBUF)) {
        batches.add(FuzzSeedRecord.protobuf(value));
        addSmall(TracesData.parseFrom(value));
      }
      for (byte[] value : smallest(Captured.JSON)) {
        batches.add(FuzzSeedRecord.json(value));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> smallest(String topic) {
    return Captured.values(topic).stream()
        .sorted(Comparator.comparingInt(value -> value.length))
        .limit(40)
        .toList();
  }

  private void addSmall(TracesData data) throws IOException {
    OtlpJson json = new OtlpJson(new Random(1));
    for (ResourceSpans resourceSpans : data.getResourceSpansList()) {
      for (ScopeSpans scope : resourceSpans.getScopeSpansList()) {
        List<Span> spans = scope.getSpansList();
        for (int i = 0; i < spans.size() && small.size() < SMALL_RECORDS; i += 7) {
          TracesData record =
              record(
                  resourceSpans.getResource(),
                  spans.subList(i, Math.min(spans.size(), i + SPANS_IN_A_SMALL_RECORD)));
          small.add(FuzzSeedRecord.protobuf(record.toByteArray()));
          small.add(FuzzSeedRecord.json(json.write(record)));
        }
      }
    }
  }

  private static TracesData record(Resource resource, List<Span> spans) {
    Resource.Builder some = Resource.newBuilder();
    resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().startsWith("service."))
        .forEach(some::addAttributes);
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(some)
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
        .build();
  }
}
