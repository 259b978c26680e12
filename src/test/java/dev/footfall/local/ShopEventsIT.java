package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.shop.RequestKind;
import dev.footfall.local.shop.ShopLedger;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import dev.footfall.sink.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shop did, by its own ledger, against what the job says that it did. */
class ShopEventsIT {
  private static final long SPANS = 30_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final OutputCounts counts = new OutputCounts();

  @Test
  void everyRequestIsAnEventOfItsNameAndEverySpanIsAccountedFor() throws Exception {
    ShopLedger ledger;
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      DemoJob job = DemoJob.of(kafka.bootstrapServers(), folder);
      job.createTopics(kafka);
      long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
      ShopSettings shop = new ShopSettings(2026, start, 20, 3_000, 1_000, 4, 50, 100);
      try (ShopFeed feed = new ShopFeed(kafka.bootstrapServers(), job.input())) {
        ledger = new ShopTraffic(shop, feed).runUntil(SPANS);
      }
      run(job, kafka.bootstrapServers(), ledger.records());
    }

    assertThat(counts.eventsByName()).isEqualTo(expected(ledger));
    assertThat(counts.revisions()).isZero();
    assertThat(counts.accountedSpans()).isEqualTo(ledger.sentSpans());
    assertThat(counts.spansByClass())
        .containsEntry("duplicate", ledger.duplicateSpans())
        .containsEntry("dead_letter", ledger.badSpans());
    assertThat(sum(counts.recordsByReason())).isEqualTo(ledger.unusableRecords());
    assertThat(sum(counts.deadLettersByReason()))
        .isEqualTo(ledger.unusableRecords() + ledger.badSpans());
  }

  private void run(DemoJob job, String brokers, long records) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, Output> outputs = job.outputs();
    try (EmbeddedFlink flink = EmbeddedFlink.start(Ports.free(), folder, 2);
        OutputReader reader = new OutputReader(brokers, List.copyOf(outputs.keySet()))) {
      flink.run(job::define);
      while (flink.recordsRead() < records) {
        flink.throwFailure();
        assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
        read(reader, outputs);
      }
      flink.drain();
      while (!reader.isAtEnd()) {
        assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
        read(reader, outputs);
      }
    }
  }

  private void read(OutputReader reader, Map<String, Output> outputs) {
    for (ConsumerRecord<byte[], byte[]> row : reader.poll(Duration.ofMillis(100))) {
      counts.add(outputs.get(row.topic()), row.value());
    }
  }

  /** The events that the ledger's requests are, by the default rules; what is dropped has none. */
  private static Map<String, Long> expected(ShopLedger ledger) {
    Map<String, Long> events = new TreeMap<>();
    ledger
        .requests()
        .forEach(
            (kind, count) -> {
              long failed = ledger.failures().getOrDefault(kind, 0L);
              String name = name(kind);
              if (name != null) {
                events.merge(name, count - failed, Long::sum);
                events.merge("page_error", failed, Long::sum);
              }
            });
    return events;
  }

  private static String name(RequestKind kind) {
    return switch (kind) {
      case HOME -> "page_view";
      case CATEGORY -> "view_item_list";
      case PRODUCT -> "view_item";
      case SEARCH -> "search";
      case ADD_TO_CART -> "add_to_cart";
      case CART -> "view_cart";
      case CHECKOUT -> "begin_checkout";
      case PAYMENT -> "add_payment_info";
      case CONFIRMATION -> "purchase";
      case API -> "request";
      case NOT_FOUND -> "page_error";
      case ASSET, PREFETCH, REDIRECT, ROBOTS, PROBE, HEALTH -> null;
    };
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
