package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaReferencesTest {
  @TempDir private Path folder;

  @Test
  void areResolvedByTheClientThatOpens() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "from a file\n");

    Map<String, Object> resolved = resolved("x ${file:" + secret + "} ${env:PATH}");

    assertThat(resolved).containsEntry("client.id", "x from a file " + System.getenv("PATH"));
  }

  @Test
  void leaveRoomForProvidersOfTheUsersOwn() {
    Map<String, String> properties =
        KafkaReferences.resolvable(Map.of("config.providers", "vault"));

    assertThat(properties).containsEntry("config.providers", "vault,env,file");
  }

  @Test
  void nameWhatCannotBeResolved() {
    assertThatThrownBy(() -> KafkaReferences.check(Map.of("a", "${env:NO_SUCH_VARIABLE}")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("The environment variable NO_SUCH_VARIABLE is not set");
    assertThatThrownBy(() -> KafkaReferences.check(Map.of("a", "${file:/no/such/file}")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("The file /no/such/file cannot be read");
    assertThatCode(() -> KafkaReferences.check(Map.of("a", "${vault:b}", "c", "d")))
        .doesNotThrowAnyException();
  }

  private static Map<String, Object> resolved(String value) {
    Map<String, Object> properties =
        Map.copyOf(
            KafkaReferences.resolvable(Map.of("bootstrap.servers", "a:1", "client.id", value)));
    return new AdminClientConfig(properties).originals();
  }
}
