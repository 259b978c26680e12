package dev.footfall.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReaderTest {
  private final OtlpReader reader = new OtlpReader(new Projection(Set.of("thread.name"), false));

  @ParameterizedTest
  @ValueSource(strings = {Captured.PROTOBUF, Captured.JSON, Captured.BY_TRACE})
  void readsEverySpanThatTheCollectorWrote(String topic) {
    List<SeenRecord> records =
        Captured.values(topic).stream().map(value -> SeenRecord.read(reader, value)).toList();

    assertThat(records).allSatisfy(record -> assertThat(record.outcome.damage()).isNull());
    List<SeenSpan> spans = records.stream().flatMap(record -> record.spans.stream()).toList();
    assertThat(spans).hasSize(11_797);
    assertThat(spans.stream().filter(span -> span.kind() == WireSpan.SERVER)).hasSize(2_505);
    assertThat(spans).allSatisfy(span -> assertThat(span.resource()).containsKey("service.name"));
    assertThat(spans).allSatisfy(span -> assertThat(span.startEpochNanos()).isPositive());
  }
}
