package dev.footfall.cli;

import dev.footfall.catalog.BrokenCatalogException;
import dev.footfall.catalog.CatalogSettings;
import dev.footfall.catalog.Catalogs;
import dev.footfall.config.Settings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.KeyDays;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Preflight;
import dev.footfall.sink.Preflight.Finding;
import dev.footfall.sink.Preflight.Severity;
import dev.footfall.source.KafkaReferences;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** All checks, each run whatever the others find. */
final class CheckAll {
  /** With fewer days of keys ahead it is time to add some. */
  private static final long FEW_DAYS = 7;

  private final List<Finding> findings = new ArrayList<>();

  private CheckAll() {}

  static List<Finding> of(Settings settings) {
    CheckAll check = new CheckAll();
    if (check.references(settings)) {
      check.findings.addAll(Preflight.all(settings.kafka(), settings.source(), settings.sink()));
    }
    check.keys(settings.privacy(), System.currentTimeMillis());
    check.catalog(settings.events().catalog());
    check.lake(settings.sink().lake());
    return check.findings;
  }

  /** Whether the secrets that clients need are there. */
  private boolean references(Settings settings) {
    boolean hold = true;
    Map<String, Map<String, String>> sections =
        Map.of(
            "kafka", settings.kafka().properties(),
            "source", settings.source().properties(),
            "sink", settings.sink().properties());
    for (Map.Entry<String, Map<String, String>> section : sections.entrySet()) {
      try {
        KafkaReferences.check(section.getValue());
      } catch (ConfigException e) {
        add(Severity.FAILED, section.getKey() + ".properties: " + e.getMessage());
        hold = false;
      }
    }
    return hold;
  }

  private void keys(PrivacySettings privacy, long nowMillis) {
    DayKeys keys;
    try {
      keys = DayKeys.read(Path.of(privacy.keyRing()));
    } catch (IllegalArgumentException e) {
      add(Severity.FAILED, "privacy.key_ring: " + e.getMessage());
      return;
    }
    keys.remarks().forEach(remark -> add(Severity.WARNING, "privacy.key_ring: " + remark));
    LocalDate today = new KeyDays(privacy).day(nowMillis);
    long ahead = ChronoUnit.DAYS.between(today, keys.lastDay());
    String ring = "privacy.key_ring: " + privacy.keyRing();
    if (ahead < 0) {
      add(
          Severity.FAILED,
          ring
              + " ends with "
              + keys.lastDay()
              + ": no key for today, "
              + today
              + "; add one line a day, `"
              + today
              + " $(openssl rand -hex 32)`");
    } else if (keys.forDay(today) == null) {
      add(Severity.FAILED, ring + " has no key for today, " + today + ": forgotten, or not begun");
    } else {
      add(
          ahead < FEW_DAYS ? Severity.WARNING : Severity.OK,
          ring
              + " has keys for today and "
              + ahead
              + " days ahead"
              + (ahead < FEW_DAYS ? "; the job stops when they end" : ""));
    }
  }

  private void catalog(@Nullable CatalogSettings catalog) {
    if (catalog == null) {
      return;
    }
    if (catalog.topic() != null) {
      List<Finding> found = Preflight.catalog(catalog.topic().kafka(), catalog.topic().name());
      findings.addAll(found);
      if (found.stream().anyMatch(finding -> finding.severity() == Severity.FAILED)) {
        return;
      }
    }
    try (var opened = Catalogs.open(catalog)) {
      add(
          Severity.OK,
          "catalog: %s has %d entries".formatted(catalog.place(), opened.table().size()));
    } catch (BrokenCatalogException e) {
      if (e.getCause() != null && StoreProblem.isRefused(e.getCause())) {
        StoreProblem problem = StoreProblem.of(e.getCause(), "read");
        add(problem.severity(), "catalog: " + catalog.place() + ": " + problem.words());
      } else {
        add(
            e.isUnreachable() ? Severity.UNREACHABLE : Severity.FAILED,
            String.valueOf(e.getMessage()));
      }
    }
  }

  private void lake(@Nullable LakeSettings lake) {
    if (lake == null) {
      return;
    }
    StoreProblem problem = TryFolder.problem(lake.path());
    String folder = "sink.lake.path: " + lake.path();
    if (problem == null) {
      add(Severity.OK, folder + " can be written");
    } else {
      add(problem.severity(), folder + ": " + problem.words());
    }
  }

  private void add(Severity severity, String message) {
    findings.add(new Finding(severity, message));
  }
}
