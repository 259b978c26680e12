package dev.footfall.cluster;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The job's jar on a cluster of plain processes: fed at a pace while its TaskManagers and its
 * JobManager are killed and it is stopped and started with other parallelisms, then run again over
 * the same input with nobody in the way, and replayed. Ends with 0 if every promise held.
 */
@Command(name = "cluster-test", mixinStandardHelpOptions = true)
public final class KillsAndRescale implements Callable<Integer> {
  @Option(names = "--flink", required = true, description = "folder of a Flink distribution")
  private Path flink;

  @Option(names = "--jar", required = true, description = "the job's jar")
  private Path jar;

  @Option(names = "--settings", required = true, description = "Flink's sample config.yaml")
  private Path settings;

  @Option(
      names = "--s3",
      required = true,
      description = "folder of an S3 server and Flink's plugin")
  private Path s3;

  @Option(names = "--logs", required = true, description = "emptied, then filled")
  private Path logs;

  @Option(names = "--seed", description = "repeats the kills of an earlier call")
  private long seed = new Random().nextInt(1_000_000);

  @Option(names = "--spans", description = "to generate, default ${DEFAULT-VALUE}")
  private int spans = 300_000;

  private final Verdict verdict = new Verdict();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new KillsAndRescale()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    verdict.tell("seed " + seed + " (--seed " + seed + " repeats this)");
    try (Workspace workspace = new Workspace(logs)) {
      Stage stage = Stage.set(workspace, flink, settings, s3);
      verdict.tell("Kafka, an S3 server, ZooKeeper, a JobManager and two TaskManagers are up");
      Input input = Input.of(spans, seed);
      stage.makeDayKeys(input.firstDay());
      Outcome disturbed = new DisturbedRun(stage, jar, verdict).play(input, Strike.story(seed));
      Outcome undisturbed = new UndisturbedRun(stage, jar, verdict).play();
      Promises promises = new Promises(verdict, disturbed, undisturbed);
      promises.recovery(CommitLog.read(logs));
      promises.exactlyOnce();
      promises.sessionsWhole();
      disturbed.lake().check(verdict, disturbed.during());
      promises.nothingLost(input);
      promises.nothingPersonal(AtRest.of(stage, disturbed.after()));
      new Replays(stage, jar, DisturbedRun.NAME, input.hours(), verdict).play(disturbed.after());
    }
    System.out.println(verdict);
    return verdict.allPassed() ? 0 : 1;
  }
}
