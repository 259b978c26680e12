package dev.footfall.job;

import dev.footfall.config.ReadSettings;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.rule.EventSettings;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import dev.footfall.transaction.TransactionSettings;
import dev.footfall.visitor.VisitorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The captured records of a web application, and settings to read them with. */
final class Petclinic {
  static final long SPANS = 11_797;
  static final int ENTRY_SPANS = 2_356;

  private Petclinic() {}

  /**
   * The records of a topic as captured: {@code otlp_spans}, {@code otlp_spans_json}, {@code
   * otlp_spans_by_trace}.
   */
  static List<RawRecord> records(String topic) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (CaptureFile.Reader reader = new CaptureFile(path(topic).toString(), topic).open()) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    return records;
  }

  static Path path(String topic) {
    return Path.of("src/test/resources/petclinic", topic + ".jsonl.gz");
  }

  /** Settings as in the configuration beside the records, with fresh keys. */
  static JobSettings configured(Path folder) throws IOException {
    Path ring = Files.createDirectories(folder).resolve("keys.txt");
    DayKeys.generate(ring, LocalDate.of(2026, 11, 22), 5);
    String yaml = Files.readString(Path.of("src/test/resources/petclinic/footfall.yaml"));
    return JobSettings.of(ReadSettings.of("footfall.yaml", yaml, folder, List.of(), false));
  }

  /** Settings with no rules but the fall-backs, and no drops but the built-in ones. */
  static JobSettings settings(Path folder) throws IOException {
    Path ring = Files.createDirectories(folder).resolve("keys.txt");
    DayKeys.generate(ring, LocalDate.of(2026, 11, 22), 5);
    return new JobSettings(
        TimeSettings.DEFAULTS,
        AssemblySettings.DEFAULTS,
        PrivacySettings.defaults(ring.toString()),
        new EventSettings(
            Set.of(),
            false,
            List.of("/api/**"),
            List.of("/actuator/**"),
            List.of(),
            "test",
            TimeSettings.DEFAULTS.eventDelay().toMillis()),
        TransactionSettings.DEFAULTS,
        VisitorSettings.DEFAULTS,
        PerformanceSettings.DEFAULTS,
        1 << 16,
        null);
  }
}
