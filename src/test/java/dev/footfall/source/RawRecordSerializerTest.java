package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RawRecordSerializerTest {
  @Test
  void readsBackWhatItWrote() throws IOException {
    RawRecord record =
        new RawRecord(
            "otlp_spans",
            3,
            1L << 40,
            -1,
            new byte[] {1},
            new byte[] {2, 3},
            List.of(
                new RawRecord.Header("naïve", new byte[] {4}),
                new RawRecord.Header("x".repeat(70_000), null)));

    RawRecord read = roundTrip(record);

    assertThat(read).usingRecursiveComparison().isEqualTo(record);
  }

  @Test
  void absentKeyAndValueStayAbsent() throws IOException {
    RawRecord read = roundTrip(new RawRecord("t", 0, 0, 0, null, null, List.of()));

    assertThat(read.key()).isNull();
    assertThat(read.value()).isNull();
  }

  private static RawRecord roundTrip(RawRecord record) throws IOException {
    RawRecordSerializer serializer = new RawRecordSerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(record, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
