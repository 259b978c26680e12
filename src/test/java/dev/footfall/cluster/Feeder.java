package dev.footfall.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the input at an even pace, in as many slices as the story has acts: however long an act's
 * recovery takes, there is fresh input before and during each strike.
 */
final class Feeder extends Thread implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final List<InputRecord> records;
  private final double recordsPerSecond;
  private volatile int allowed;
  private volatile @Nullable RuntimeException failure;

  Feeder(
      String bootstrapServers, String topic, List<InputRecord> records, double recordsPerSecond) {
    super("feeder");
    setDaemon(true);
    this.topic = topic;
    this.records = records;
    this.recordsPerSecond = recordsPerSecond;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Lets the feeder go on until this share of the records, 0 to 1, is written. */
  void allow(double share) {
    allowed = (int) Math.round(share * records.size());
  }

  /** Waits until all is written and acknowledged. */
  void awaitEnd(Duration limit) {
    Await.until("the last input record", limit, () -> !isAlive());
    if (failure != null) {
      throw new IllegalStateException("the input could not be written", failure);
    }
  }

  @Override
  public void run() {
    try {
      long nextNanos = System.nanoTime();
      Future<?> last = null;
      for (int i = 0; i < records.size(); i++) {
        while (i >= allowed || System.nanoTime() < nextNanos) {
          Await.pause(Duration.ofMillis(2));
        }
        InputRecord record = records.get(i);
        last =
            producer.send(
                new ProducerRecord<>(
                    topic, record.partition(), record.timestampMillis(), null, record.value()));
        nextNanos =
            Math.max(nextNanos, System.nanoTime() - 100_000_000L) + (long) (1e9 / recordsPerSecond);
      }
      producer.flush();
      if (last != null) {
        last.get();
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (Exception e) {
      failure = new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    interrupt();
    producer.close(Duration.ZERO);
  }
}
