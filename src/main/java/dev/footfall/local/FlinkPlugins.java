package dev.footfall.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * Flink's file systems in this process, as Flink's own programs have them: the plugins of the
 * folder that {@code FLINK_PLUGINS_DIR} names, with the settings of {@code FLINK_CONF_DIR}. So
 * {@code s3://} works here, too. Without that variable there are local files only.
 */
final class FlinkPlugins {
  private FlinkPlugins() {}

  /**
   * Loads what the environment names, to be called once and first.
   *
   * @throws IllegalArgumentException where it names what is not there
   */
  static void load(Map<String, String> environment) {
    String plugins = environment.get(ConfigConstants.ENV_FLINK_PLUGINS_DIR);
    if (plugins == null) {
      return;
    }
    String conf = environment.get(ConfigConstants.ENV_FLINK_CONF_DIR);
    must(Files.isDirectory(Path.of(plugins)), "FLINK_PLUGINS_DIR: there is no folder " + plugins);
    must(
        conf == null || Files.exists(Path.of(conf, GlobalConfiguration.FLINK_CONF_FILENAME)),
        "FLINK_CONF_DIR: there is no " + conf + "/" + GlobalConfiguration.FLINK_CONF_FILENAME);
    Configuration settings =
        conf == null ? new Configuration() : GlobalConfiguration.loadConfiguration(conf);
    FileSystem.initialize(settings, PluginUtils.createPluginManagerFromRootFolder(settings));
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
