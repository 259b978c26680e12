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
  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    out.collect(
        new RawRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            RecordTime.orAbsent(record.timestamp(), System.currentTimeMillis()),
            record.key(),
            record.value(),
            headers(record.headers())));
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
