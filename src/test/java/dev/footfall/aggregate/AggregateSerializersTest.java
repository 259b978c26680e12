package dev.footfall.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class AggregateSerializersTest {
  private static final WindowKey KEY = new WindowKey("page", 1_795_519_740_000L);

  @Test
  void readsBackWhatItWrites() throws IOException {
    assertThat(copy(WindowKeySerializer.INSTANCE, KEY)).isEqualTo(KEY);
    for (Label label : new Label[] {Label.of(""), Label.OTHER, new Label("größe", "")}) {
      assertThat(copy(LabelSerializer.INSTANCE, label)).isEqualTo(label);
      WaitingKey waiting = new WaitingKey(7, label);
      assertThat(copy(WaitingKeySerializer.INSTANCE, waiting)).isEqualTo(waiting);
      Contribution part = new Contribution(KEY, label, 9, new byte[] {1, 2});
      assertThat(copy(ContributionSerializer.TYPE.createSerializer(null), part))
          .usingRecursiveComparison()
          .isEqualTo(part);
      AggregateRow row = new AggregateRow(KEY, label, new byte[] {3}, 2, 5, true, false);
      assertThat(copy(AggregateRowSerializer.TYPE.createSerializer(null), row))
          .usingRecursiveComparison()
          .isEqualTo(row);
    }
  }

  @Test
  void aKeyStaysWithItsSubtask() {
    assertThat(KEY.hashCode())
        .as("a key's hash decides its subtask and stands in savepoints")
        .isEqualTo(31 * "page".hashCode() + Long.hashCode(1_795_519_740_000L));
  }

  @Test
  void labelsAreOrderedByBothTextsAndCut() {
    assertThat(new Label("a", null)).isLessThan(new Label("a", ""));
    assertThat(new Label("a", "b")).isLessThan(new Label("a", "c"));
    assertThat(new Label("a", "c")).isLessThan(Label.of("b"));
    assertThat(Label.of("x".repeat(257)).text()).isEqualTo("x".repeat(256));
    assertThat(new Label("a", "x".repeat(300)).second()).isEqualTo("x".repeat(256));
    assertThat(Label.of("x".repeat(255) + "😀").text()).isEqualTo("x".repeat(255));
  }

  @Test
  void aHeldRowOfAnUnknownVersionIsRefused() {
    byte[] row = new HeldRow(300, true, new byte[] {1, 2}).toBytes();
    assertThat(HeldRow.read(row))
        .usingRecursiveComparison()
        .isEqualTo(new HeldRow(300, true, new byte[] {1, 2}));

    row[0] = 9;
    assertThatThrownBy(() -> HeldRow.read(row)).hasMessageContaining("version 9");
  }

  private static <T> T copy(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
