package dev.footfall.savepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.local.shop.ShopRecord;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The input of the kept savepoints: some minutes of a shop, which they cut in the middle, and then
 * an empty record for each partition some hours later, so that all sessions and windows end.
 */
record KeptInput(List<ShopRecord> records) {
  static final int PARTITIONS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Kept.FOLDER.resolve("input.jsonl.gz");
  private static final long OPENS_MILLIS = 1_795_518_000_000L; // 2026-11-24T11:00:00Z

  /** By default. */
  private static final long OUT_OF_ORDERNESS_MILLIS = 5_000;

  private static final long LATER_MILLIS = 5 * 3_600_000L;

  /** How many of the records were read when the savepoints were taken. */
  int cut() {
    return records.size() / 2;
  }

  /** How far the job's time is then, by the partition that is furthest behind. */
  long watermarkMillis() {
    long[] highest = new long[PARTITIONS];
    for (ShopRecord record : records.subList(0, cut())) {
      highest[record.partition()] = Math.max(highest[record.partition()], record.timestampMillis());
    }
    return Arrays.stream(highest).min().orElseThrow() - OUT_OF_ORDERNESS_MILLIS;
  }

  static KeptInput read() throws IOException {
    List<ShopRecord> records = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode record = JSON.readTree(line);
        records.add(
            new ShopRecord(
                record.path("partition").asInt(),
                record.path("timestamp").asLong(),
                record.path("value").binaryValue()));
      }
    }
    return new KeptInput(records);
  }

  /** Makes the input once: savepoints fit no other. */
  static void writeIfMissing() throws IOException {
    if (Files.exists(FILE)) {
      return;
    }
    List<ShopRecord> records = new ArrayList<>();
    ShopSettings settings =
        new ShopSettings(11, OPENS_MILLIS, 0.06, 6_000, 10_000, PARTITIONS, 50, 50);
    new ShopTraffic(settings, records::add).runUntil(2_500);
    long lastMillis = records.get(records.size() - 1).timestampMillis();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      records.add(new ShopRecord(partition, lastMillis + LATER_MILLIS, new byte[0]));
    }
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(FILE)), StandardCharsets.UTF_8)) {
      for (ShopRecord record : records) {
        out.write(
            "{\"partition\":%d,\"timestamp\":%d,\"value\":\"%s\"}\n"
                .formatted(
                    record.partition(),
                    record.timestampMillis(),
                    Base64.getEncoder().encodeToString(record.value())));
      }
    }
  }
}
