package dev.footfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalDataTest {
  @Test
  void looksForAddressesUserAgentsAndCookies() {
    assertThat(PersonalData.ofCapturedVisitors())
        .contains("192.0.2.216", "kube-probe/1.31", "0796ebc0d84c84975b9567b0960783f3")
        .noneMatch(String::isBlank);
  }

  @Test
  void findsAValueBetweenBytesThatAreNoText(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {0, -1, 10, -128});
    bytes.write("192.0.2.216".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {-2, 0});
    Files.write(
        Files.createDirectories(folder.resolve("deep")).resolve("file"), bytes.toByteArray());
    assertThat(PersonalData.found(folder, Set.of("192.0.2.216", "192.0.2.91")))
        .containsExactly("192.0.2.216");
  }

  @Test
  void findsNothingWhereNothingIs(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("file"), "all clean");
    assertThat(PersonalData.found(folder, Set.of("192.0.2.216"))).isEmpty();
  }
}
