package dev.footfall.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Hands on what the consumer holds, without a copy and without a look into it. */
final class RawDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 2;

  private final long clockAtMostMillis;

  /**
   * @param clockAtMostMillis the clock that timestamps are believed by does not go beyond it, epoch
   *     milliseconds: what was too far ahead when it came is so on a replay, too
   */
  RawDeserializer(long clockAtMostMillis) {
    this.clockAtMostMillis = clockAtMostMillis;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    out.collect(
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            time(record),
            record.key(),
            record.value(),
            headers(record.headers())));
  }

  /** The record's timestamp, if it is believed. */
  long time(ConsumerRecord<byte[], byte[]> record) {
    long nowMillis = Math.min(System.currentTimeMillis(), clockAtMostMillis);
    return RecordTime.orAbsent(record.timestamp(), nowMillis);
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
