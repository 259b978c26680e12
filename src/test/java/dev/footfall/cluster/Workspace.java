package dev.footfall.cluster;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * One run's folder, ports and processes, all gone when it is closed, and also when this JVM is
 * interrupted. The processes' logs are kept outside, for whoever asks why.
 */
final class Workspace implements AutoCloseable {
  private final Path folder;
  private final Path logs;
  private final ConcurrentLinkedDeque<LocalProcess> processes = new ConcurrentLinkedDeque<>();
  private boolean closed;

  /**
   * @param logs is emptied
   */
  Workspace(Path logs) throws IOException {
    this.folder = Files.createTempDirectory("footfall-cluster-");
    this.logs = logs;
    delete(logs);
    Files.createDirectories(logs);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "clean-up"));
  }

  /** A folder of this run, made if it is not there. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path logs() {
    return logs;
  }

  /** A port of the loopback address that nobody listens on now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a process that ends with this workspace at the latest. */
  synchronized LocalProcess start(
      String name, Map<String, String> environment, List<String> command) {
    if (closed) {
      throw new IllegalStateException("no " + name + ": the workspace is closed");
    }
    LocalProcess process =
        LocalProcess.start(name, logs.resolve(name + ".log"), environment, command);
    processes.push(process);
    return process;
  }

  /** Starts a Java class of this JVM's own class path as a process. */
  LocalProcess startJava(
      String name, List<String> options, String mainClass, List<String> arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return start(name, Map.of(), command);
  }

  @Override
  public synchronized void close() {
    closed = true;
    processes.forEach(LocalProcess::kill);
    processes.clear();
    delete(folder);
  }

  private static void delete(Path folder) {
    try {
      if (Files.exists(folder)) {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("left behind: " + folder, e);
    }
  }
}
