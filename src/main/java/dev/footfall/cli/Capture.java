package dev.footfall.cli;

import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.job.JobSettings;
import dev.footfall.privacy.MissingDayKeyException;
import dev.footfall.source.CaptureFile;
import dev.footfall.source.RawRecord;
import dev.footfall.trace.AssembleRecords;
import dev.footfall.trace.RecordDecoder;
import dev.footfall.trace.TraceConsumer;
import dev.footfall.trace.TraceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A captured file, and the settings under which it is read. Where no key ring is configured, one is
 * made that is gone when this is closed.
 */
final class Capture implements AutoCloseable {
  private final Path input;
  private final Settings settings;
  private final @Nullable TemporaryKeys keys;

  private Capture(Path input, Settings settings, @Nullable TemporaryKeys keys) {
    this.input = input;
    this.settings = settings;
    this.keys = keys;
  }

  /**
   * Takes a capture under a configuration, or under the defaults where none is named.
   *
   * @param err is told where ids are made up
   * @throws CommandFailed where the file is not there, or the key ring is no good
   */
  static Capture of(Path input, ConfigOptions options, PrintWriter err) throws IOException {
    if (!Files.isReadable(input) || Files.isDirectory(input)) {
      throw new CommandFailed(ExitCode.UNREACHABLE, input + ": no such capture", null);
    }
    Settings settings =
        options.config != null
            ? options.read(false)
            : ReadSettings.of("defaults", "", null, options.overrides, false);
    if (!settings.privacy().keyRing().isEmpty()) {
      CheckBeforeRun.keys(settings.privacy(), err);
      return new Capture(input, settings, null);
    }
    err.println("Without a key ring visitor ids are made up for this run.");
    TemporaryKeys keys = TemporaryKeys.of(file(input, settings));
    return new Capture(input, settings.withKeyRing(keys.file().toString()), keys);
  }

  /** The same, which says that the default rules apply where no configuration is named. */
  static Capture withRules(Path input, ConfigOptions options, PrintWriter err) throws IOException {
    Capture capture = of(input, options, err);
    if (options.config == null) {
      err.println("Without --config the default rules apply.");
    }
    return capture;
  }

  Settings settings() {
    return settings;
  }

  CaptureFile file() {
    return file(input, settings);
  }

  /**
   * Puts traces of the capture together as the job does, and hands each issue on.
   *
   * @param wanted the traces that are put together
   * @param consumer what becomes of each issue
   */
  AssembleRecords assemble(Predicate<TraceId> wanted, boolean spanNames, TraceConsumer consumer)
      throws IOException {
    JobSettings job = JobSettings.of(settings);
    RecordDecoder decoder =
        RecordDecoder.create(
            spanNames ? job.projection().withSpanNames() : job.projection(),
            job.privacy(),
            job.time(),
            job.visitors().sessions().gap(),
            job.deadLetterPayloadBytes());
    AssembleRecords records =
        new AssembleRecords(decoder, job.assembly(), job.time(), wanted, consumer);
    try (CaptureFile.Reader reader = file().open()) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    } catch (MissingDayKeyException e) {
      throw new CommandFailed(ExitCode.INVALID_CONFIG, "privacy.key_ring: " + e.getMessage(), e);
    }
    records.finish();
    return records;
  }

  @Override
  public void close() throws IOException {
    if (keys != null) {
      keys.close();
    }
  }

  private static CaptureFile file(Path input, Settings settings) {
    return new CaptureFile(input.toAbsolutePath().toString(), settings.source().topics().get(0));
  }
}
