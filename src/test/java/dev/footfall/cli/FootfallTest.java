package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.DayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootfallTest {
  private static final String SETTINGS =
      "kafka: {brokers: \"localhost:1\"}\nprivacy: {key_ring: keys.txt}\n";

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void writeSettings() throws IOException {
    config = Files.writeString(folder.resolve("footfall.yaml"), SETTINGS);
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 1), 60);
  }

  @Test
  void validateWarnsOfRulesThatNeverMatchOnStandardError() throws IOException {
    Path shadowed =
        Files.writeString(
            folder.resolve("shadowed.yaml"),
            """
            kafka: {brokers: "broker:9092"}
            privacy: {key_ring: keys.txt}
            rules:
              - {id: all, event: a, match: {path: /a/**}}
              - {id: one, event: b, match: {path: /a/b}}
            """);

    Cli cli = Cli.run("validate", "--config", shadowed.toString());

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("is valid");
    assertThat(cli.err())
        .startsWith(
            "warning: "
                + shadowed
                + ":5:32: rules[1].match: never matches: the rule all before it takes all");
  }

  @Test
  void saysOfAGoodConfigurationThatItIsValid() {
    Cli cli = Cli.run("validate", "--config", config.toString());

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).matches(".*footfall.yaml is valid: \\d+ rules, version [0-9a-f]{12}\n");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void endsWith3AndAllProblemsOfAnInvalidConfiguration() throws IOException {
    Files.writeString(config, "time: {quiet_gap: x}\nsinc: {}\n" + SETTINGS);

    Cli cli = Cli.run("run", "--config", config.toString(), "--set", "time.idleness=y");

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .contains(config + ":1:19: time.quiet_gap is not")
        .contains(config + ":2:1: unknown key sinc; did you mean sink?")
        .contains("--set time.idleness: time.idleness is not")
        .doesNotContain("\tat ");
  }

  @Test
  void endsWith3WhereTheFileIsNotThereOrNoText() throws IOException {
    Path noText = Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xFF});

    Cli missing = Cli.run("validate", "--config", "nowhere.yaml");
    Cli binary = Cli.run("validate", "--config", noText.toString());

    assertThat(missing).isEqualTo(new Cli(3, "", "nowhere.yaml: no such file\n"));
    assertThat(binary)
        .isEqualTo(new Cli(3, "", noText + ":1:2: is not UTF-8 here; save the file as UTF-8\n"));
  }

  @Test
  void readsAConfigurationByAddressAndItsKeyRingBesideIt() {
    Cli cli = Cli.run("run", "--config", config.toUri().toString().replace("file:/", "file:///"));

    // It got past the key ring, to brokers that are not there.
    assertThat(cli.code()).as(cli.err()).isEqualTo(4);
  }

  @Test
  void saysWhichPluginReadsAnAddressThatNoFileSystemIsThereFor() {
    Cli cli = Cli.run("validate", "--config", "s3://bucket/footfall.yaml");

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err())
        .startsWith("s3://bucket/footfall.yaml: Flink has no file system for it here; ")
        .contains("flink-s3-fs-hadoop");
  }

  @Test
  void takesAConfigurationInUtf8WithTheMarkOfWindowsEditors() throws IOException {
    Files.writeString(config, "\uFEFF" + SETTINGS.replace("\n", "\r\n"));

    assertThat(Cli.run("validate", "--config", config.toString()).err()).isEmpty();
  }

  @Test
  void endsWith3ForAKeyRingThatIsNoneAndShowsNoSecret() throws IOException {
    Files.writeString(folder.resolve("keys.txt"), "fixed c0ffee\n");

    Cli cli = Cli.run("run", "--config", config.toString());

    assertThat(cli.code()).isEqualTo(3);
    assertThat(cli.err())
        .startsWith("privacy.key_ring: ")
        .contains("keys.txt:1")
        .doesNotContain("c0ffee", "\tat ");
  }

  @Test
  void endsWith3ForAReferenceThatCannotBeResolved() {
    Cli cli =
        Cli.run(
            "run",
            "--config",
            config.toString(),
            "--set",
            "sink.properties.ssl.key.password=${env:NO_SUCH_VARIABLE}");

    assertThat(cli)
        .isEqualTo(
            new Cli(
                3, "", "sink.properties: The environment variable NO_SUCH_VARIABLE is not set\n"));
  }

  @Test
  void endsWith2ForWrongUsageAndPointsToTheHelp() {
    assertThat(Cli.run("rum"))
        .isEqualTo(
            new Cli(
                2,
                "",
                "Unmatched argument at index 0: 'rum'\nDid you mean: footfall run?\nSee footfall --help\n"));
    assertThat(Cli.run("run").code()).isEqualTo(2);
    assertThat(Cli.run("replay", "--input", "x").err())
        .isEqualTo(
            "Missing required option: '--output=DIR', --funnel=FILE or --shadow=FILE\nSee footfall replay --help\n");
    assertThat(Cli.run().code()).isEqualTo(2);
  }

  @Test
  void showsNoSecretOfAMistypedOption() {
    Cli cli = Cli.run("run", "--sett", "kafka.properties.ssl.key.password=hunter2");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--sett").doesNotContain("hunter2");
  }

  @Test
  void endsWith4ForACaptureThatIsNotThere() {
    assertThat(Cli.run("replay", "--input", "nowhere", "--output", folder.toString()))
        .isEqualTo(new Cli(4, "", "nowhere: no such capture\n"));
  }

  @Test
  void endsWith2ForAnOutputFolderThatIsInUse() throws IOException {
    Files.createFile(folder.resolve("events.jsonl"));

    Cli cli = Cli.run("replay", "--input", emptyCapture(), "--output", folder.toString());

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--output: " + folder + " holds events.jsonl already");
  }

  @Test
  void showsTheStackTraceOnlyWhereAskedTo() {
    String[] args = {"validate", "--config", "nowhere.yaml"};
    String[] traced = {"--stacktrace", "validate", "--config", "nowhere.yaml"};

    assertThat(Cli.run(args).err()).doesNotContain("\tat ");
    assertThat(Cli.run(traced).err()).contains("\tat dev.footfall.cli.ConfigOptions");
    assertThat(Cli.run("validate", "--config", "nowhere.yaml", "--stacktrace").err())
        .contains("\tat ");
  }

  @Test
  void explainsItsExitCodes() {
    assertThat(Cli.run("--help").out())
        .contains("Exit codes:")
        .contains("3     invalid configuration")
        .contains("130   interrupted");
  }

  @Test
  void knowsItsVersion() {
    assertThat(Cli.run("--version").out()).matches("footfall \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  private String emptyCapture() throws IOException {
    return Files.writeString(folder.resolve("capture.jsonl"), "").toString();
  }
}
