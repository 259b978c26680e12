package dev.footfall.local;

import dev.footfall.local.shop.ShopRecord;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a shop's records to a topic: each to the partition and with the timestamp that it names.
 * Sends without waiting; the first failure is thrown at the next record, at {@link #flush} or at
 * {@link #close}.
 */
public final class ShopFeed implements Consumer<ShopRecord>, AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * Connects to the brokers.
   *
   * @param topic exists, and has at least the shop's number of partitions
   */
  public ShopFeed(String bootstrapServers, String topic) {
    this.topic = topic;
    // Idempotent, as Kafka's producer is by default: what comes twice is what the shop sends twice.
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "linger.ms", "20",
            "compression.type", "lz4",
            "buffer.memory", "16777216");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void accept(ShopRecord made) {
    throwFailure();
    producer.send(
        new ProducerRecord<>(topic, made.partition(), made.timestampMillis(), null, made.value()),
        (sent, refused) -> {
          if (refused != null) {
            failure.compareAndSet(null, refused);
          }
        });
  }

  /** Returns when everything has arrived. */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    producer.close();
    throwFailure();
  }

  private void throwFailure() {
    Exception first = failure.get();
    if (first != null) {
      throw new KafkaException("the shop's traffic does not reach topic " + topic, first);
    }
  }
}
