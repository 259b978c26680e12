package dev.footfall.local;

import dev.footfall.cli.CommandFailed;
import dev.footfall.cli.ExitCode;
import dev.footfall.cli.TimeConverter;
import dev.footfall.local.shop.ShopSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Shows the job at work, with nothing else needed: a broker, Flink and a made-up shop in this JVM.
 * Talks on standard error; the totals at the end go to standard output.
 */
@Command(
    name = "demo",
    description = "See it run: a shop, its traces, Kafka, Flink and the job in this process.")
final class DemoCommand implements Callable<Integer> {
  private static final int PARALLELISM = 2;
  private static final int MAX_RATE = 1_000;
  private static final Duration FOREVER = Duration.ofDays(36_500);

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long the shop is open: 60s, 5m, 1h. Without it, until interrupted.")
  private Duration duration = FOREVER;

  @Option(
      names = "--port",
      defaultValue = "8081",
      description = "Port of Flink's web page; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--seed",
      defaultValue = "2026",
      description = "What the visitors do follows from it. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--rate",
      defaultValue = "20",
      paramLabel = "VISITS",
      description = "New visits per second, about 50 spans each. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Spec private CommandSpec spec;
  private final long commandNanos = System.nanoTime();

  @Override
  public Integer call() throws Exception {
    if (!(rate > 0 && rate <= MAX_RATE)) {
      throw new CommandFailed(
          ExitCode.USAGE, "--rate " + rate + " is not above 0 and at most " + MAX_RATE, null);
    }
    int web = claimPort();
    Screen screen = Screen.standardError();
    screen.say("Starting Kafka, Flink and the job ...");
    try (Interrupt interrupt = Interrupt.listen()) {
      return run(web, screen, interrupt).number();
    }
  }

  private int claimPort() {
    try {
      return Ports.claim(port, "--port");
    } catch (IllegalArgumentException noPort) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(noPort.getMessage()), noPort);
    } catch (PortTaken taken) {
      throw new CommandFailed(ExitCode.FAILED, String.valueOf(taken.getMessage()), taken);
    }
  }

  private ExitCode run(int web, Screen screen, Interrupt interrupt) throws Exception {
    long startNanos = System.nanoTime();
    try (TemporaryFolder folder = TemporaryFolder.create("footfall-demo-");
        EmbeddedKafka kafka = EmbeddedKafka.start()) {
      DemoJob job = DemoJob.of(kafka.bootstrapServers(), folder.path());
      job.createTopics(kafka);
      screen.say(up("Kafka", kafka.bootstrapServers(), startNanos));
      startNanos = System.nanoTime();
      try (EmbeddedFlink flink = EmbeddedFlink.start(web, folder.path(), PARALLELISM)) {
        flink.run(job::define);
        screen.say(up("Flink", "http://localhost:" + web, startNanos));
        return interrupt.isSeen() ? ExitCode.INTERRUPTED : feed(job, flink, screen, interrupt);
      }
    }
  }

  private ExitCode feed(DemoJob job, EmbeddedFlink flink, Screen screen, Interrupt interrupt)
      throws Exception {
    ShopSettings shop =
        ShopSettings.live(seed, System.currentTimeMillis(), rate, DemoJob.PARTITIONS);
    try (DemoRun run = new DemoRun(job, flink, shop, screen, commandNanos)) {
      screen.say(
          "Shop    open for "
              + (duration == FOREVER
                  ? "as long as you like; Ctrl-C closes it"
                  : duration.toSeconds() + " s"));
      run.run(duration, interrupt);
      screen.say("Shop    closed; the job finishes what it has");
      DemoSummary summary = run.finish();
      PrintWriter out = spec.commandLine().getOut();
      summary.totals(run.firstEvent()).forEach(out::println);
      out.flush();
      if (!summary.isBalanced()) {
        throw new CommandFailed(
            ExitCode.CHECK_FAILED,
            "Spans that were sent are in no class of the accounting, or in two",
            null);
      }
      return interrupt.isSeen() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }
  }

  private static String up(String what, String where, long startNanos) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return String.format(Locale.ROOT, "%-7s %s, up in %.1f s", what, where, seconds);
  }
}
