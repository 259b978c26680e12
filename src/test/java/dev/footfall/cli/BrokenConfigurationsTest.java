package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user is told of each of many broken configurations, to the letter: beside each file stands
 * the message. A first line {@code # --set ...} gives overrides.
 *
 * <p>{@code -Dfootfall.write-messages=true} writes the messages, to be read before they are kept.
 */
class BrokenConfigurationsTest {
  private static final Path BROKEN = Path.of("src/test/resources/broken");
  private static final String SET = "# --set ";

  static Stream<String> broken() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void saysWhatIsWrongAndWhatWouldBeRight(String name) throws IOException {
    Path file = BROKEN.resolve(name + ".yaml");
    List<String> args = new ArrayList<>(List.of("validate", "--config", file.toString()));
    String first =
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
            .lines()
            .findFirst()
            .orElse("");
    if (first.startsWith(SET)) {
      args.addAll(List.of(first.substring(2).split(" ")));
    }

    Cli cli = Cli.run(args.toArray(String[]::new));

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).doesNotContain("\tat ", "Exception", "hunter2");
    String message = cli.err().replace(file.toString(), "footfall.yaml");
    Path expected = BROKEN.resolve(name + ".txt");
    if (Boolean.getBoolean("footfall.write-messages")) {
      Files.writeString(expected, message);
    }
    assertThat(message).isEqualTo(Files.readString(expected));
  }
}
