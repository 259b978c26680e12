package dev.footfall.cli;

import dev.footfall.capture.RedactRecord;
import dev.footfall.config.Settings;
import dev.footfall.rule.PersonalAttributes;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import dev.footfall.source.SampleTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a sample of the topic into a file, without personal data unless that is asked for. */
@Command(
    name = "capture",
    description = {
      "Take the newest records of the topic into a file, for replay, validate and explain.",
      "Clients are replaced by made-up ones, and what may be personal is left out, unless --raw."
    })
final class CaptureCommand implements Callable<Integer> {
  /** What a sample may hold: it is sorted in memory. */
  private static final long MAX_BYTES = 256L << 20;

  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many records at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--duration",
      paramLabel = "D",
      defaultValue = "0s",
      converter = TimeConverter.class,
      description = "Where there are fewer, wait so long for more: 30s, 5m.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "A new file: JSON lines, compressed where its name ends in .gz.")
  private Path output = Path.of("");

  @Option(
      names = "--keep",
      paramLabel = "ATTRIBUTE",
      description = "An attribute that no rule reads yet and that may pass. May be repeated.")
  private List<String> keep = new ArrayList<>();

  @Option(names = "--raw", description = "As the records are, with all personal data in them.")
  private boolean raw;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = options.read(true);
    refuseWrongUsage();
    List<RawRecord> records = sample(settings);
    Map<String, Integer> leftOut = new TreeMap<>();
    int written = write(records, settings, leftOut);
    PrintWriter err = spec.commandLine().getErr();
    leftOut.forEach(
        (reason, count) ->
            err.printf("left out %d records that cannot be read whole: %s%n", count, reason));
    err.printf("Captured %d records into %s%s%n", written, output, span(records));
    err.println(
        raw
            ? "They hold all personal data that the topic holds: keep the file as you keep that."
            : "Next: footfall validate --input " + output);
    return ExitCode.DONE.number();
  }

  private void refuseWrongUsage() {
    if (limit < 1) {
      throw usage("--limit: expects 1 or more, not " + limit);
    }
    if (Files.exists(output)) {
      throw usage("--output: " + output + " is there already; give a new file");
    }
    Path folder = output.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw usage("--output: there is no folder " + folder);
    }
    for (String name : keep) {
      if (PersonalAttributes.contains(name)) {
        throw usage("--keep: " + name + " may hold personal data; --raw keeps all");
      }
    }
  }

  private static CommandFailed usage(String message) {
    return new CommandFailed(ExitCode.USAGE, message, null);
  }

  private List<RawRecord> sample(Settings settings) {
    try (SampleTopic topic =
        new SampleTopic(settings.kafka(), settings.source(), limit, MAX_BYTES)) {
      List<RawRecord> records = topic.read(duration);
      if (topic.isCutByBytes()) {
        spec.commandLine()
            .getErr()
            .printf("ended at %d MB, before the limit was reached%n", MAX_BYTES >> 20);
      }
      return records;
    } catch (UnknownTopicOrPartitionException e) {
      throw new CommandFailed(
          ExitCode.UNREACHABLE,
          "source.topics: " + settings.source().topics() + ": there is none of that name",
          e);
    } catch (ApiException e) {
      throw new CommandFailed(
          ExitCode.CHECK_FAILED,
          "source.topics: " + settings.source().topics() + ": " + e.getMessage(),
          e);
    }
  }

  /** Writes beside the file and moves it there once it is whole. */
  private int write(List<RawRecord> records, Settings settings, Map<String, Integer> leftOut)
      throws IOException {
    RedactRecord redact =
        new RedactRecord(settings.privacy(), settings.events(), new HashSet<>(keep));
    String name = String.valueOf(output.getFileName());
    Path part = output.toAbsolutePath().resolveSibling("." + name.replace(".gz", ".part.gz"));
    try {
      int written = write(records, part, settings, redact, leftOut);
      Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } finally {
      Files.deleteIfExists(part); // of one that failed; it may hold personal data
    }
  }

  private int write(
      List<RawRecord> records,
      Path part,
      Settings settings,
      RedactRecord redact,
      Map<String, Integer> leftOut)
      throws IOException {
    int written = 0;
    String topic = settings.source().topics().get(0);
    try (CaptureFile.RecordWriter out = new CaptureFile(part.toString(), topic).create()) {
      for (RawRecord record : records) {
        RawRecord fit = raw ? record : redacted(record, redact, leftOut);
        if (fit != null) {
          out.write(fit);
          written++;
        }
      }
    }
    return written;
  }

  private static @Nullable RawRecord redacted(
      RawRecord record, RedactRecord redact, Map<String, Integer> leftOut) {
    try {
      return redact.redact(record);
    } catch (IOException e) {
      leftOut.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
      return null;
    }
  }

  private static String span(List<RawRecord> records) {
    if (records.isEmpty()) {
      return ": the topic has none";
    }
    return ", from "
        + Instant.ofEpochMilli(records.get(0).timestampMillis())
        + " to "
        + Instant.ofEpochMilli(records.get(records.size() - 1).timestampMillis());
  }
}
