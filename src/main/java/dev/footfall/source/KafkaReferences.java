package dev.footfall.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets Kafka's own clients resolve {@code ${env:NAME}} and {@code ${file:/path}} in property
 * values, in the process that opens the client. So the job graph, the web UI and savepoints hold
 * the reference, never the secret. What cannot be resolved throws ConfigException naming the
 * reference.
 *
 * @see <a
 *     href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-421%3A+Automatically+resolve+external+configurations">KIP-421</a>
 */
public final class KafkaReferences {
  private KafkaReferences() {}

  /**
   * The properties with the providers of both kinds of reference added to those they name
   * themselves.
   */
  public static Map<String, String> resolvable(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    String providers = AbstractConfig.CONFIG_PROVIDERS_CONFIG;
    all.merge(providers, "env,file", (own, ours) -> own + "," + ours);
    all.putIfAbsent(providers + ".env.class", Environment.class.getName());
    all.putIfAbsent(providers + ".file.class", FileContent.class.getName());
    return all;
  }

  /**
   * Tries the references of properties in this process.
   *
   * @throws ConfigException naming one that cannot be resolved
   */
  public static void check(Map<String, String> properties) {
    new ConfigTransformer(Map.of("env", new Environment(), "file", new FileContent()))
        .transform(properties);
  }

  /** Resolves a reference's name. */
  private abstract static class Provider implements ConfigProvider {
    abstract @Nullable String value(String name);

    @Override
    public ConfigData get(String path) {
      throw new ConfigException("A reference needs a name");
    }

    @Override
    public ConfigData get(String path, Set<String> names) {
      Map<String, String> values = new HashMap<>();
      for (String name : names) {
        values.put(name, value(name));
      }
      return new ConfigData(values);
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
  }

  /** {@code ${env:NAME}}: an environment variable. */
  public static final class Environment extends Provider {
    @Override
    String value(String name) {
      String value = System.getenv(name);
      if (value == null) {
        throw new ConfigException("The environment variable " + name + " is not set");
      }
      return value;
    }
  }

  /** {@code ${file:/path}}: the content of a file, without the line end that editors add. */
  public static final class FileContent extends Provider {
    @Override
    String value(String name) {
      try {
        return Files.readString(Path.of(name)).stripTrailing();
      } catch (IOException | InvalidPathException e) {
        throw new ConfigException("The file " + name + " cannot be read");
      }
    }
  }
}
