package dev.footfall.trace;

import dev.footfall.otlp.Projection;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Decoders with the default rules of privacy, and keys for 2026-11-24 and 25. */
final class DecoderHarness {
  private static final Duration SESSION_GAP = Duration.ofMinutes(30);

  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Projection PROJECTION = new Projection(Set.of(), false);

  private DecoderHarness() {}

  static RecordDecoder decoder(Path folder) throws IOException {
    return RecordDecoder.create(
        PROJECTION, privacy(folder), TimeSettings.DEFAULTS, SESSION_GAP, 1_024);
  }

  static OneInputStreamOperatorTestHarness<RawRecord, TraceFragment> operator(Path folder)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new DecodeRecord(PROJECTION, privacy(folder), TimeSettings.DEFAULTS, SESSION_GAP, 1_024));
  }

  static RawRecord record(byte[] value, long timestampMillis) {
    return new RawRecord("otlp_spans", 0, 0, timestampMillis, null, value, List.of());
  }

  private static PrivacySettings privacy(Path folder) throws IOException {
    Path ring = folder.resolve("keys.txt");
    if (!ring.toFile().exists()) {
      DayKeys.generate(ring, LocalDate.parse("2026-11-24"), 2);
    }
    return new PrivacySettings(
        ring.toString(),
        ZoneOffset.UTC,
        LocalTime.MIDNIGHT,
        Set.of(),
        Map.of(),
        "shop",
        List.of(),
        null,
        false,
        null,
        Set.of());
  }
}
