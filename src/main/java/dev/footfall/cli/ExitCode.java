package dev.footfall.cli;

import dev.footfall.catalog.BrokenCatalogException;
import dev.footfall.config.InvalidSettings;
import dev.footfall.source.KafkaUnreachable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the process ends with. The numbers are permanent: scripts and operators rely on them. */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed"),
  USAGE(2, "wrong usage"),
  INVALID_CONFIG(3, "invalid configuration, key ring or secret reference"),
  UNREACHABLE(4, "source or sink unreachable: no broker, no topic, no input file"),
  CHECK_FAILED(5, "a check did not hold: a limit of the broker's, a right that is missing"),
  /** What shells give a process that SIGINT ended; the JVM does so by itself. */
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** For the help text: meaning by number, but for some. */
  static Map<String, String> meanings(Set<ExitCode> without) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      if (!without.contains(code)) {
        meanings.put(String.valueOf(code.number), code.meaning);
      }
    }
    return meanings;
  }

  /** The code for what a command threw. */
  static ExitCode of(Throwable thrown) {
    if (thrown instanceof CommandFailed failed) {
      return failed.code();
    }
    if (thrown instanceof InvalidSettings) {
      return INVALID_CONFIG;
    }
    if (thrown instanceof KafkaUnreachable) {
      return UNREACHABLE;
    }
    if (thrown instanceof BrokenCatalogException catalog) {
      return catalog.isUnreachable() ? UNREACHABLE : CHECK_FAILED;
    }
    return thrown instanceof InterruptedException ? INTERRUPTED : FAILED;
  }
}
