package dev.footfall.cluster;

import dev.footfall.privacy.DayKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What {@code check} says of a lake in an object store that looks at keys and signatures, from a
 * checkout and by {@code flink run}: by Flink's own plugin each time.
 */
@Command(name = "checked-stores", mixinStandardHelpOptions = true)
public final class CheckedStores implements Callable<Integer> {
  @Option(names = "--flink", required = true, description = "folder of a Flink distribution")
  private Path flink;

  @Option(names = "--jar", required = true, description = "the job's jar")
  private Path jar;

  @Option(names = "--settings", required = true, description = "Flink's sample config.yaml")
  private Path settings;

  @Option(names = "--s3", required = true, description = "folder of S3 servers and Flink's plugin")
  private Path s3;

  @Option(names = "--logs", required = true, description = "emptied, then filled")
  private Path logs;

  private final Verdict verdict = new Verdict();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CheckedStores()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try (Workspace workspace = new Workspace(logs)) {
      KafkaBroker broker = new KafkaBroker(workspace);
      Run run = new Run("checked", "32mb");
      broker.createTopics(1, List.of(Run.INPUT_TOPIC));
      broker.createTopics(1, run.topics());
      Path configs = workspace.folder("configs");
      Path keys = configs.resolve("keys");
      DayKeys.generate(keys, LocalDate.now(ZoneOffset.UTC).minusDays(2), 30);
      Path config = run.writeConfig(configs, broker.bootstrapServers(), keys);
      GuardedStore guarded = new GuardedStore(workspace, s3.resolve("s3proxy"));
      Path plugins = FlinkCluster.plugins(workspace, s3.resolve("flink-s3-fs-hadoop-2.2.0.jar"));
      List<List<String>> starts =
          List.of(
              List.of(Path.of("footfall").toAbsolutePath().toString()),
              List.of(flink.resolve("bin/flink").toString(), "run", jar.toString()));
      for (Store store : Store.values()) {
        for (List<String> start : store.isForBoth ? starts : starts.subList(0, 1)) {
          Path conf = workspace.folder("conf-" + store);
          FlinkSettings.read(settings)
              .with(guarded.settings())
              .with(store.changes)
              .write(conf.resolve("config.yaml"));
          FlinkCluster.writeLogSettings(conf);
          check(
              workspace,
              store,
              start,
              config,
              Map.of(
                  "FLINK_PLUGINS_DIR", plugins.toString(),
                  "FLINK_CONF_DIR", conf.toString(),
                  "FLINK_LOG_DIR", workspace.logs().toString()));
        }
      }
    }
    System.out.println(verdict);
    return verdict.allPassed() ? 0 : 1;
  }

  private void check(
      Workspace workspace,
      Store store,
      List<String> start,
      Path config,
      Map<String, String> environment) {
    List<String> command = new ArrayList<>(start);
    command.addAll(
        List.of(
            "check",
            "--config",
            config.toString(),
            "--set",
            "sink.lake.path=s3://" + store.bucket + "/lake"));
    String program = Path.of(start.get(0)).getFileName().toString();
    LocalProcess process =
        workspace.start("check-" + store + "-by-" + program, environment, command);
    int code = process.awaitEnd(120);
    String said = process.said();
    verdict.check(
        "check by " + program + " of " + store.words,
        code == store.code && said.contains(store.message) && !said.contains("\tat "),
        "exit code "
            + code
            + (said.contains(store.message) ? ", " + store.message : ": " + last(said)));
  }

  private static String last(String said) {
    return said.substring(Math.max(0, said.length() - 300));
  }

  /** What may be with a store. */
  private enum Store {
    GOOD("a store that lets us in", Map.of(), GuardedStore.BUCKET, true, 0, "/lake can be written"),
    NO_BUCKET(
        "a bucket that is not there", Map.of(), "nowhere", false, 4, "there is no such bucket"),
    WRONG_SECRET(
        "a wrong secret",
        Map.of("s3.secret-key", "wrong"),
        GuardedStore.BUCKET,
        true,
        5,
        "the store refuses our signature"),
    WRONG_KEY(
        "a wrong access key",
        Map.of("s3.access-key", "nobody"),
        GuardedStore.BUCKET,
        false,
        5,
        "the store does not know the access key"),
    NOBODY(
        "a port where nobody listens",
        Map.of("s3.endpoint", "http://127.0.0.1:1"),
        GuardedStore.BUCKET,
        false,
        4,
        "no answer within 20 s");

    private final String words;
    private final Map<String, String> changes;
    private final String bucket;
    private final boolean isForBoth;
    private final int code;
    private final String message;

    Store(
        String words,
        Map<String, String> changes,
        String bucket,
        boolean isForBoth,
        int code,
        String message) {
      this.words = words;
      this.changes = changes;
      this.bucket = bucket;
      this.isForBoth = isForBoth;
      this.code = code;
      this.message = message;
    }
  }
}
