package dev.footfall.catalog;

import dev.footfall.catalog.CatalogSettings.Topic;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A catalog from a compacted topic, read to the end that it has when it is opened, and followed by
 * a thread of its own from there. Each record puts the entry of its key; one without value removes
 * it; one that cannot be used leaves the entry as it was, and is counted. Where the broker cannot
 * be reached, the entries stay as they are until it can.
 */
final class TopicCatalog implements Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCatalog.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** How long {@link #close} waits for the thread, whose classes go with the job. */
  private static final Duration END = Duration.ofSeconds(5);

  private final TopicReader reader;
  private final CatalogTable table;
  private final TopicRecords records;
  private final AtomicLong updates = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Thread follower = new Thread(this::follow, "footfall-catalog");
  private final CountDownLatch closed = new CountDownLatch(1);

  private TopicCatalog(CatalogSettings settings, TopicReader reader) {
    this.reader = reader;
    table = new CatalogTable(settings.columns().size());
    records = new TopicRecords(settings, table);
    follower.setDaemon(true);
  }

  /**
   * Reads the topic to its end.
   *
   * @throws BrokenCatalogException where it is not there, or its end is not reached in time
   */
  static TopicCatalog open(CatalogSettings settings, Topic topic) {
    TopicReader reader = TopicReader.open(topic, settings.refresh());
    TopicCatalog catalog = new TopicCatalog(settings, reader);
    try {
      reader.readToEnd(catalog::apply);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
    LOG.info("catalog topic {}: {} entries", topic.name(), catalog.table.size());
    catalog.updates.set(0);
    catalog.follower.start();
    return catalog;
  }

  /**
   * Asks whether the topic is there.
   *
   * @throws BrokenCatalogException where it is not
   */
  static void check(Topic topic) {
    TopicReader.open(topic, CatalogSettings.DEFAULT_REFRESH).close();
  }

  private void apply(ConsumerRecords<byte[], byte[]> polled) {
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      String problem = records.apply(record.key(), record.value());
      if (problem == null) {
        updates.incrementAndGet();
      } else if (refused.getAndIncrement() == 0) {
        LOG.warn(
            "catalog topic {}: partition {}, offset {} {}; its entry stays as it was, and so with"
                + " others: they are counted in catalogRefused",
            record.topic(),
            record.partition(),
            record.offset(),
            problem);
      }
    }
  }

  private void follow() {
    boolean told = false;
    boolean ends = false;
    try {
      while (!ends) {
        try {
          apply(reader.poll(POLL));
          told = false;
          ends = isClosed(Duration.ZERO);
        } catch (WakeupException e) {
          ends = true;
        } catch (KafkaException e) {
          if (!told) {
            LOG.warn(
                "catalog {} cannot be followed, its entries stay: {}", reader.name(), e.toString());
            told = true;
          }
          ends = isClosed(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reader.close();
    }
  }

  private boolean isClosed(Duration patience) throws InterruptedException {
    return closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public CatalogTable table() {
    return table;
  }

  @Override
  public long updates() {
    return updates.get();
  }

  @Override
  public long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    closed.countDown();
    reader.wakeUp();
    try {
      follower.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
