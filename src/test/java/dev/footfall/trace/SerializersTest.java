package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.source.RawRecord;
import dev.footfall.type.VersionedSnapshot;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class SerializersTest {
  @Test
  void readsBackWhatItWrites() throws IOException {
    TraceId id = new TraceId(-1, 2);
    assertThat(copy(TraceIdSerializer.TYPE, id)).isEqualTo(id);
    AccountingCount spans = AccountingCount.spans(60_000, SpanClass.USED, "r", 7);
    assertThat(copy(AccountingCountSerializer.TYPE, spans)).isEqualTo(spans);
    AccountingCount record = AccountingCount.record(60_000, "truncated", 7);
    assertThat(copy(AccountingCountSerializer.TYPE, record)).isEqualTo(record);
    TraceFragment fragment = new TraceFragment(id, 5, new byte[] {1, 2, 3});
    assertThat(copy(TraceFragmentSerializer.TYPE, fragment))
        .usingRecursiveComparison()
        .isEqualTo(fragment);
  }

  @Test
  void readsBackALetterWithoutKeyAndWithHeadersOfAnyLength() throws IOException {
    DeadLetter letter =
        new DeadLetter(
            "otlp_spans",
            3,
            4,
            -1,
            5,
            "decode",
            "truncated",
            null,
            List.of(
                new RawRecord.Header("n".repeat(70_000), null),
                new RawRecord.Header("n", new byte[] {9})),
            new byte[] {1},
            100,
            "ab".repeat(32));
    assertThat(copy(DeadLetterSerializer.TYPE, letter))
        .usingRecursiveComparison()
        .isEqualTo(letter);
  }

  @Test
  void takesTwentyEightBytesBesideTheSpans() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(TraceFragmentSerializer.TYPE)
        .serialize(new TraceFragment(new TraceId(1, 2), 3, new byte[100]), out);
    assertThat(out.length()).isEqualTo(128);
  }

  @Test
  void restoresFromASavepointOfTheSameVersionOnly() throws IOException {
    TypeSerializer<TraceId> serializer = serializer(TraceIdSerializer.TYPE);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.snapshotConfiguration().writeSnapshot(out);
    byte[] written = out.getCopyOfBuffer();

    VersionedSnapshot<TraceId> before = read(written);
    assertThat(before.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(before)
                .isCompatibleAsIs())
        .isTrue();

    written[written.length - 1]++;
    VersionedSnapshot<TraceId> other = read(written);
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(other).isIncompatible())
        .isTrue();
    assertThatThrownBy(other::restoreSerializer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void keepsTheKeyGroupOfATraceForEver() {
    TraceId id = new TraceId(0x0123456789abcdefL, 0xfedcba9876543210L);
    assertThat(id.hashCode()).isEqualTo(286_331_136);
    assertThat(KeyGroupRangeAssignment.assignToKeyGroup(id, 720)).isEqualTo(85);
  }

  private static VersionedSnapshot<TraceId> read(byte[] written) throws IOException {
    VersionedSnapshot<TraceId> snapshot = new VersionedSnapshot<>();
    snapshot.readSnapshot(
        1, new DataInputDeserializer(written), SerializersTest.class.getClassLoader());
    return snapshot;
  }

  private static <T> T copy(TypeInformation<T> type, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(type).serialize(value, out);
    DataOutputSerializer again = new DataOutputSerializer(64);
    serializer(type).copy(new DataInputDeserializer(out.getCopyOfBuffer()), again);
    DataInputDeserializer in = new DataInputDeserializer(again.getCopyOfBuffer());
    T read = serializer(type).deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }
}
