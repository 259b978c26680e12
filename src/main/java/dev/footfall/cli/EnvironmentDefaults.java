package dev.footfall.cli;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes an option that is not given from the environment: {@code FOOTFALL_CONFIG} for {@code
 * --config}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final UnaryOperator<@Nullable String> environment;

  /**
   * @param environment value by name; null where there is none
   */
  EnvironmentDefaults(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    // Only what has a value or is a switch of ours: --help and --version are asked for, never set.
    if (!(argument instanceof OptionSpec option)
        || option.usageHelp()
        || option.versionHelp()
        || !option.longestName().startsWith("--")) {
      return null;
    }
    String value = environment.apply(name(option.longestName()));
    return value == null || value.isEmpty() ? null : value;
  }

  static String name(String flag) {
    return "FOOTFALL_" + flag.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
