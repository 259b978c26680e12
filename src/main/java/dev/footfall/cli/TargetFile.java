package dev.footfall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A file that a command writes at its end, here or at an address that Flink can write. */
final class TargetFile {
  private final String option;
  private final String name;

  private TargetFile(String option, String name) {
    this.option = option;
    this.name = name;
  }

  /**
   * Looks whether it can be there, before anything runs. A file that is there is replaced.
   *
   * @throws CommandFailed where there is no folder for it
   */
  static TargetFile of(String option, String name) {
    if (!name.contains("://")) {
      java.nio.file.Path path = local(option, name);
      java.nio.file.Path folder = path.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw refused(option, name + ": there is no folder " + folder);
      }
      if (Files.isDirectory(path)) {
        throw refused(option, name + " is a folder");
      }
      if (!Files.isWritable(Files.exists(path) ? path : folder)) {
        throw new CommandFailed(
            ExitCode.UNREACHABLE, option + ": " + name + " cannot be written", null);
      }
    }
    return new TargetFile(option, name);
  }

  private static java.nio.file.Path local(String option, String name) {
    try {
      return java.nio.file.Path.of(name);
    } catch (InvalidPathException e) {
      throw refused(option, name + " is no path");
    }
  }

  private static CommandFailed refused(String option, String why) {
    return new CommandFailed(ExitCode.USAGE, option + ": " + why, null);
  }

  void write(String text) {
    Path path =
        new Path(name.contains("://") ? name : local(option, name).toAbsolutePath().toString());
    try (OutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.UNREACHABLE, option + ": " + name + " cannot be written: " + e.getMessage(), e);
    }
  }
}
