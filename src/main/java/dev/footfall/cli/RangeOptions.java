package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.replay.Margins;
import dev.footfall.replay.ReplayPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a range of the configured topics. */
final class RangeOptions {
  @Option(
      names = "--from",
      paramLabel = "T",
      converter = InstantConverter.class,
      description = "The first moment whose results are written: 2026-11-24T10:00:00Z.")
  @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "T",
      converter = InstantConverter.class,
      description = "The first moment behind them.")
  @Nullable Instant to;

  @Option(
      names = "--by-duration",
      paramLabel = "D",
      converter = TimeConverter.class,
      description = "In place of one of both: so long, 90m or 7d; alone, until now.")
  @Nullable Duration byDuration;

  @Option(
      names = "--warm-up",
      paramLabel = "D",
      converter = TimeConverter.class,
      description =
          "How much is read before the range, unwritten, so that visits that go on at its start are"
              + " whole. Default: twice the session gap and what late spans take.")
  private @Nullable Duration warmUp;

  @Option(
      names = "--cool-down",
      paramLabel = "D",
      converter = TimeConverter.class,
      description =
          "How much is read behind it, until its sessions are closed. Default: the session gap and"
              + " what late spans take.")
  private @Nullable Duration coolDown;

  @Option(
      names = "--allow-missing",
      description = "Go on where records or day keys of the range are gone, without them.")
  boolean allowMissing;

  /** Whether any of a range is named. */
  boolean isGiven() {
    return from != null || to != null || byDuration != null;
  }

  /**
   * Finds the range in the topics, and looks whether it is there.
   *
   * @param settings where they are
   * @param tried what it is read for: enough for each is read
   * @throws CommandFailed where it is none, or gone
   */
  ReplayPlan plan(Settings settings, List<Settings> tried, Instant now) {
    Instant begin = from;
    Instant end = to;
    if (byDuration != null && begin != null && end != null) {
      throw usage("--by-duration: is given by --from and --to already");
    }
    if (byDuration != null && begin == null) {
      end = end == null ? now : end;
      begin = end.minus(byDuration);
    } else if (byDuration != null) {
      end = begin.plus(byDuration);
    }
    if (begin == null || end == null) {
      throw usage("a range needs --from and --to, or one of them and --by-duration");
    }
    if (!begin.isBefore(end)) {
      throw usage("--to: " + end + " is not behind --from " + begin);
    }
    try {
      return ReplayPlan.of(
          settings.kafka(),
          settings.source(),
          tried.stream()
              .map(each -> each.time().outOfOrderness())
              .max(Comparator.naturalOrder())
              .orElseThrow(),
          begin.toEpochMilli(),
          end.toEpochMilli(),
          tried.stream().map(this::margins).reduce(Margins::longer).orElseThrow());
    } catch (UnknownTopicOrPartitionException e) {
      throw new CommandFailed(
          ExitCode.UNREACHABLE,
          "source.topics: " + settings.source().topics() + ": there is none of that name",
          e);
    } catch (ApiException e) {
      throw new CommandFailed(
          ExitCode.CHECK_FAILED,
          "source.topics: " + settings.source().topics() + ": " + e.getMessage(),
          e);
    }
  }

  Margins margins(Settings settings) {
    Margins margins = Margins.of(settings.time(), settings.assembly(), settings.visitors());
    return new Margins(
        margins.traceReach(),
        warmUp == null ? margins.warmUp() : warmUp,
        coolDown == null ? margins.coolDown() : coolDown);
  }

  private static CommandFailed usage(String message) {
    return new CommandFailed(ExitCode.USAGE, message, null);
  }
}
