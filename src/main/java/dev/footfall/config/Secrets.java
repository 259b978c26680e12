package dev.footfall.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * Tells which properties hold secrets, and that they hold them by reference: a file that is kept in
 * version control, a command line or the web UI must not show one.
 */
public final class Secrets {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)password|passphrase|secret|jaas|token|credential|keystore\\.key|private\\.?key");
  private static final Pattern KEY_AND_VALUE =
      Pattern.compile("([\\w.$-]*(?:" + NAME.pattern() + ")[\\w.-]*[\"']?\\s*[:=]).*$");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*):?([^}]*)}");
  private static final Pattern LOGIN_SECRET =
      Pattern.compile("(?i)(?:password|secret|token)\\w*\\s*=\\s*(?:\"[^\"]|'[^']|[^\"'\\s;])");
  private static final Map<String, ConfigDef.ConfigKey> KAFKA =
      ConsumerConfig.configDef().configKeys();

  private Secrets() {}

  /** Whether a key holds a secret: for Kafka's own keys Kafka says it, else the name. */
  static boolean isSecret(String key) {
    ConfigDef.ConfigKey known = KAFKA.get(key);
    return known != null ? known.type == ConfigDef.Type.PASSWORD : NAME.matcher(key).find();
  }

  /** Whether a text may hold a secret anywhere. */
  static boolean mayHold(String text) {
    return NAME.matcher(text).find();
  }

  /** A line of text without what follows a key that looks secret. */
  public static String mask(String line) {
    return KEY_AND_VALUE.matcher(line).replaceAll("$1 ***");
  }

  /**
   * What is wrong with a property, to follow its name; null where nothing is. Never holds the
   * value.
   *
   * @param providers names of the user's own config providers
   */
  static @Nullable String problem(String key, String value, @Nullable String providers) {
    Set<String> kinds = new HashSet<>(List.of("env", "file"));
    if (providers != null) {
      kinds.addAll(Arrays.asList(providers.split(",")));
    }
    Matcher reference = REFERENCE.matcher(value);
    while (reference.find()) {
      if (!kinds.contains(reference.group(1)) || reference.group(2).isBlank()) {
        return "has a reference that cannot be resolved; write ${env:NAME} or ${file:/path}";
      }
    }
    if (isSecret(key) && !isHeldByReference(key, value)) {
      return "holds a secret; write ${env:NAME} or ${file:/path} instead of its value";
    }
    return null;
  }

  private static boolean isHeldByReference(String key, String value) {
    if (key.endsWith("jaas.config")) {
      // A login module's line: its class and user name are no secret, its password is.
      return !LOGIN_SECRET.matcher(REFERENCE.matcher(value).replaceAll("")).find();
    }
    return REFERENCE.matcher(value.strip()).matches();
  }
}
