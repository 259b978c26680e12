package dev.footfall.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Hands on what the consumer holds, without a copy and without a look into it.
 *
 * <p>A timestamp more than a day ahead of this machine's clock is no time when a record came, but a
 * producer's mistake. It counts as absent: else it would take its partition's watermark with it,
 * and all that follows would arrive in the future.
 */
final class RawDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1;

  private static final long AHEAD_AT_MOST_MILLIS = Duration.ofDays(1).toMillis();

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    out.collect(
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            plausible(record.timestamp(), System.currentTimeMillis()),
            record.key(),
            record.value(),
            headers(record.headers())));
  }

  /** The timestamp, or {@link ConsumerRecord#NO_TIMESTAMP}. */
  static long plausible(long timestampMillis, long nowMillis) {
    return timestampMillis - nowMillis > AHEAD_AT_MOST_MILLIS
        ? ConsumerRecord.NO_TIMESTAMP
        : timestampMillis;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordSerializer.TYPE;
  }

  private static List<RawRecord.Header> headers(Headers headers) {
    Header[] all = headers.toArray();
    if (all.length == 0) {
      return List.of();
    }
    List<RawRecord.Header> copied = new ArrayList<>(all.length);
    for (Header header : all) {
      copied.add(new RawRecord.Header(header.key(), header.value()));
    }
    return copied;
  }
}
