package dev.footfall.cli;

import dev.footfall.catalog.CatalogSettings;
import dev.footfall.catalog.Catalogs;
import dev.footfall.config.Settings;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.sink.Preflight;
import dev.footfall.sink.Preflight.Finding;
import dev.footfall.sink.Preflight.Severity;
import dev.footfall.source.KafkaReferences;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What is checked in this process before anything is consumed. */
final class CheckBeforeRun {
  private CheckBeforeRun() {}

  /**
   * @throws CommandFailed where the job could not do its work
   */
  static void check(Settings settings, PrintWriter err) {
    input(settings, err);
    output(settings, err);
  }

  /** What a run needs that writes to Kafka. */
  static void output(Settings settings, PrintWriter err) {
    references("sink", settings.sink().properties());
    kafka(settings, err);
  }

  /** What a run needs that writes nothing to Kafka: keys, secrets, catalog. */
  static void input(Settings settings, PrintWriter err) {
    keys(settings.privacy(), err);
    references("kafka", settings.kafka().properties());
    references("source", settings.source().properties());
    catalog(settings.events().catalog(), err);
  }

  /** It must be good here, too, and at the same path where the job runs. */
  private static void catalog(@Nullable CatalogSettings settings, PrintWriter err) {
    if (settings == null) {
      return;
    }
    Catalogs.check(settings);
    if (settings.topic() != null) {
      refuseOrWarn(Preflight.catalog(settings.topic().kafka(), settings.topic().name()), err);
    }
  }

  private static void kafka(Settings settings, PrintWriter err) {
    refuseOrWarn(Preflight.check(settings.kafka(), settings.source(), settings.sink()), err);
  }

  private static void refuseOrWarn(List<Finding> findings, PrintWriter err) {
    Map<Severity, List<String>> found =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    Finding::severity, Collectors.mapping(Finding::message, Collectors.toList())));
    found
        .getOrDefault(Severity.WARNING, List.of())
        .forEach(warning -> err.println("warning: " + warning));
    // What is not there comes first: it may be why something else did not hold.
    List<String> unreachable = found.getOrDefault(Severity.UNREACHABLE, List.of());
    List<String> failed = found.getOrDefault(Severity.FAILED, List.of());
    if (!unreachable.isEmpty() || !failed.isEmpty()) {
      throw new CommandFailed(
          unreachable.isEmpty() ? ExitCode.CHECK_FAILED : ExitCode.UNREACHABLE,
          Stream.concat(unreachable.stream(), failed.stream()).collect(Collectors.joining("\n")),
          null);
    }
  }

  /** The ring must be good here, and at the same path where the job runs. */
  static void keys(PrivacySettings privacy, PrintWriter err) {
    try {
      DayKeys.read(Path.of(privacy.keyRing()))
          .remarks()
          .forEach(remark -> err.println("warning: " + remark));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(ExitCode.INVALID_CONFIG, "privacy.key_ring: " + e.getMessage(), e);
    }
  }

  private static void references(String section, Map<String, String> properties) {
    try {
      KafkaReferences.check(properties);
    } catch (ConfigException e) {
      throw new CommandFailed(
          ExitCode.INVALID_CONFIG, section + ".properties: " + e.getMessage(), e);
    }
  }
}
