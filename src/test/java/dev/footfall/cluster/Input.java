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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

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

  private static final int HOURS = 3;

  /** About: enough to tell how many visits make an hour's spans. */
  private static final int SPANS_OF_A_VISIT = 75;

  /**
   * So that the captured visitors' sessions are open when the job is first stopped with a
   * savepoint: that is searched for what is personal.
   */
  private static final long OPEN_BEFORE_MILLIS = 45 * 60_000;

  private static final int LATEST_MILLIS = 240_000;

  /** The captured protobuf topic, and a shop that has been open for a while by then. */
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

  /** The first whole hour that holds a record, and those after it up to the shop's last. */
  List<Instant> hours() {
    List<Instant> hours = new ArrayList<>();
    // The records behind the shop's last are the empty ones.
    long lastMillis = records.get(records.size() - 1 - PARTITIONS).timestampMillis();
    Instant first =
        Instant.ofEpochMilli(records.get(0).timestampMillis()).truncatedTo(ChronoUnit.HOURS);
    for (Instant hour = first;
        hour.toEpochMilli() <= lastMillis;
        hour = hour.plus(1, ChronoUnit.HOURS)) {
      hours.add(hour);
    }
    return hours;
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
   * A shop of three hours. Of its records, 5 % come twice, 2 % have something unusable beside them,
   * and 5 % are late by up to four minutes: their traces have been issued by then.
   */
  private static ShopLedger addShop(List<InputRecord> records, long spans, long seed) {
    double visitsPerSecond = (double) spans / SPANS_OF_A_VISIT / HOURS / 3_600;
    long openMillis = records.get(0).timestampMillis() - OPEN_BEFORE_MILLIS;
    ShopSettings settings =
        new ShopSettings(seed, openMillis, visitsPerSecond, 25_000, 5_000, PARTITIONS, 50, 20);
    Random random = new Random(seed);
    ShopTraffic shop =
        new ShopTraffic(
            settings,
            record -> {
              boolean late = random.nextInt(100) < 5;
              long delayMillis = late ? random.nextInt(LATEST_MILLIS) : 0;
              records.add(
                  new InputRecord(
                      unevenly(random), record.timestampMillis() + delayMillis, record.value()));
            });
    return shop.runUntil(spans);
  }

  /** One partition has twenty times what the least has. */
  private static int unevenly(Random random) {
    int percent = random.nextInt(100);
    return percent < 60 ? 0 : percent < 85 ? 1 : percent < 97 ? 2 : 3;
  }
}
