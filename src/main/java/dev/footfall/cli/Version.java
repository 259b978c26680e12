package dev.footfall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Footfall's version, which the build writes into a resource. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      byte[] version = Objects.requireNonNull(in, "version.txt is not in the jar").readAllBytes();
      return new String[] {"footfall " + new String(version, StandardCharsets.UTF_8).strip()};
    }
  }
}
