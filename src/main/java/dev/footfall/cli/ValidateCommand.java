package dev.footfall.cli;

import dev.footfall.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks a configuration, and nothing else. */
@Command(name = "validate", description = "Check the configuration; all its errors at once.")
final class ValidateCommand implements Runnable {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Settings settings = options.read(true);
    spec.commandLine()
        .getOut()
        .printf(
            "%s is valid: %d rules, version %s%n",
            options.config, settings.events().rules().size(), settings.events().configVersion());
  }
}
