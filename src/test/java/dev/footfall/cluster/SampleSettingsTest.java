package dev.footfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** Flink ignores a key that it does not know; so a typing error in the sample would go unseen. */
class SampleSettingsTest {
  private static final List<Class<?>> WHERE_OPTIONS_ARE =
      List.of(
          CheckpointingOptions.class,
          CoreOptions.class,
          HeartbeatManagerOptions.class,
          JobManagerOptions.class,
          PipelineOptions.class,
          RestartStrategyOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class,
          RocksDBConfigurableOptions.class,
          RocksDBOptions.class);

  private final Map<String, String> sample =
      FlinkSettings.read(Path.of("flink-conf/config.yaml")).values();

  @Test
  void everyKeyIsAnOptionOfFlink() throws IllegalAccessException {
    assertThat(options().keySet()).containsAll(sample.keySet());
  }

  @Test
  void everyValueIsOneThatTheOptionTakes() throws IllegalAccessException {
    Configuration configuration = Configuration.fromMap(sample);
    options()
        .forEach(
            (key, option) -> {
              if (sample.containsKey(key)) {
                assertThat(configuration.getOptional(option)).as(key).isPresent();
              }
            });
  }

  private static Map<String, ConfigOption<?>> options() throws IllegalAccessException {
    Map<String, ConfigOption<?>> options = new HashMap<>();
    for (Class<?> type : WHERE_OPTIONS_ARE) {
      for (Field field : type.getFields()) {
        if (ConfigOption.class.isAssignableFrom(field.getType())) {
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          options.put(option.key(), option);
        }
      }
    }
    return options;
  }
}
