package dev.footfall.sink;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Encodes rows of one output on their way into the producer. */
final class EncodedRecords<T> extends TopicRecords<T> {
  private static final long serialVersionUID = 1;

  private final EncodingSupplier<T> supplier;
  private transient Encoding<T> encoding;

  EncodedRecords(EnumMap<Output, String> topics, EncodingSupplier<T> supplier) {
    super(topics);
    this.supplier = supplier;
  }

  /** Makes the encoding where it is used: it holds buffers. */
  interface EncodingSupplier<T> extends Supplier<Encoding<T>>, Serializable {}

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
    encoding = supplier.get();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(T row, KafkaSinkContext sink, Long elementTime) {
    return record(
        encoding.output(), encoding.key(row), encoding.value(row), encoding.timestampMillis(row));
  }
}
