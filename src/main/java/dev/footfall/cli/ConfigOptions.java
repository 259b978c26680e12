package dev.footfall.cli;

import dev.footfall.config.Problem;
import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name the configuration. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration: a path, or an address that Flink can read (s3://...).")
  @Nullable String config;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Overrides a setting of the file: --set time.quiet_gap=5s. May be repeated.")
  List<String> overrides = new ArrayList<>();

  /** The command that has the options; null where they are another's copy. */
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * The settings of the named configuration; warnings go to standard error.
   *
   * @throws CommandFailed where there is none or it cannot be read
   * @throws dev.footfall.config.InvalidSettings with all that is wrong with it
   */
  Settings read(boolean kafkaRequired) {
    if (config == null) {
      throw new CommandFailed(ExitCode.USAGE, "Missing required option: '--config=FILE'", null);
    }
    return ReadSettings.of(
        config, text(config), folder(config), overrides, kafkaRequired, this::warn);
  }

  private void warn(Problem warning) {
    if (command != null) {
      command.commandLine().getErr().println("warning: " + warning);
    }
  }

  /** What relative paths in it start from; null for what is in no folder of this machine. */
  static @Nullable Path folder(String file) {
    if (file.startsWith("file://")) {
      return Path.of(URI.create(file).getPath()).getParent();
    }
    return file.contains("://") ? null : Path.of(file).toAbsolutePath().getParent();
  }

  /** The text of a file of settings. */
  static String text(String file) {
    var path = new org.apache.flink.core.fs.Path(file);
    try (InputStream in = path.getFileSystem().open(path)) {
      return utf8(file, ByteBuffer.wrap(in.readAllBytes()));
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw unreadable(file + ": no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file + ": " + StoreProblem.of(e, "read").words(), e);
    }
  }

  /** The text, without the mark of its encoding that some editors put before it. */
  private static String utf8(String file, ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      // The decoder stops before what it cannot decode.
      String before = StandardCharsets.UTF_8.decode(bytes.duplicate().flip()).toString();
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      throw unreadable(
          "%s:%d:%d: is not UTF-8 here; save the file as UTF-8".formatted(file, line, column), e);
    }
  }

  private static CommandFailed unreadable(String message, Exception cause) {
    return new CommandFailed(ExitCode.INVALID_CONFIG, message, cause);
  }
}
