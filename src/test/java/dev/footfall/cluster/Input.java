package dev.footfall.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.local.shop.ShopLedger;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What both runs read: the captured records and a shop's, in the order of their timestamps, and
 * then an empty record for each partition an hour later. No span is in those, but the clock moves
 * on, so that all that came before is issued.
 *
 * @param spans in all records, repeated and bad ones included
 * @param unusable records without a span that could be read, and bad spans: each makes a dead
 *     letter
 */
record Input(List<InputRecord> records, long spans, long unusable) {
  static final int PARTITIONS = 4;

  /** As the capture's README counts them. */
  private static final long CAPTURED_SPANS = 11_797;

  private static final long HOUR_MILLIS = 3_600_000;

  /** The captured protobuf topic, and a shop that opens when the capture begins. */
  static Input of(long shopSpans, long seed) {
    List<InputRecord> records = captured();
    ShopLedger shop = addShop(records, shopSpans, seed);
    records.sort(Comparator.comparingLong(InputRecord::timestampMillis));
    long lastMillis = records.get(records.size() - 1).timestampMillis();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      records.add(new InputRecord(partition, lastMillis + HOUR_MILLIS, new byte[0]));
    }
    return new Input(
        records, CAPTURED_SPANS + shop.sentSpans(), shop.unusableRecords() + shop.badSpans());
  }

  LocalDate firstDay() {
    return Instant.ofEpochMilli(records.get(0).timestampMillis())
        .atOffset(ZoneOffset.UTC)
        .toLocalDate();
  }

  private static List<InputRecord> captured() {
    List<InputRecord> records = new ArrayList<>();
    for (JsonNode line : JsonLines.ofResource("/petclinic/otlp_spans.jsonl.gz")) {
      try {
        records.add(
            new InputRecord(
                line.path("partition").asInt(),
                line.path("timestamp").asLong(),
                line.path("value").binaryValue()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return records;
  }

  /**
   * A busy shop, 3 % of whose records come twice, and 1.5 % with something unusable beside them.
   */
  private static ShopLedger addShop(List<InputRecord> records, long spans, long seed) {
    ShopSettings settings =
        new ShopSettings(
            seed, records.get(0).timestampMillis(), 20, 25_000, 5_000, PARTITIONS, 30, 15);
    ShopTraffic shop =
        new ShopTraffic(
            settings,
            record ->
                records.add(
                    new InputRecord(record.partition(), record.timestampMillis(), record.value())));
    return shop.runUntil(spans);
  }
}
