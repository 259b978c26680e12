package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.local.shop.ShopLedger;
import dev.footfall.local.shop.ShopRecord;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopFeedTest {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void bringsEveryRecordToItsPartitionWithItsTime() {
    kafka.createTopic("shop", 3);
    ShopLedger ledger;
    try (ShopFeed feed = new ShopFeed(kafka.bootstrapServers(), "shop")) {
      ledger = new ShopTraffic(ShopSettings.history(7, 3), feed).runUntil(5_000);
    }
    long records = 0;
    long bytes = 0;
    long times = 0;
    try (OutputReader reader = new OutputReader(kafka.bootstrapServers(), List.of("shop"))) {
      while (!reader.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
          records++;
          bytes += record.value().length;
          times += record.partition() * record.timestamp();
        }
      }
    }
    long[] sentTimes = {0};
    new ShopTraffic(
            ShopSettings.history(7, 3), r -> sentTimes[0] += r.partition() * r.timestampMillis())
        .runUntil(5_000);
    assertThat(records).isPositive().isEqualTo(ledger.records());
    assertThat(bytes).isEqualTo(ledger.bytes());
    assertThat(times).isEqualTo(sentTimes[0]);
  }

  @Test
  void failsWhereARecordIsRefused() {
    kafka.createTopic("small", 1);
    ShopFeed feed = new ShopFeed(kafka.bootstrapServers(), "small");
    feed.accept(new ShopRecord(0, 0, new byte[2_000_000]));
    assertThatThrownBy(feed::close)
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("topic small");
  }
}
