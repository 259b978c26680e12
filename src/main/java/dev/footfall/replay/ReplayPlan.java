package dev.footfall.replay;

import dev.footfall.source.FindRange;
import dev.footfall.source.KafkaSettings;
import dev.footfall.source.SourceSettings;
import dev.footfall.source.TopicRange;
import java.time.Duration;

/**
 * What a replay of a range reads and writes, fixed before it starts. Epoch milliseconds.
 *
 * @param topics the offsets that are read
 * @param range what is written of it
 * @param readFromMillis the start of the warm-up
 * @param readToMillis the end of the cool-down
 */
public record ReplayPlan(
    TopicRange topics, ReplayRange range, long readFromMillis, long readToMillis) {

  /**
   * Asks the brokers what a range of time means.
   *
   * @param fromMillis the first moment whose results are written
   * @param toMillis the first behind them
   * @param margins how much more is read
   * @throws dev.footfall.source.KafkaUnreachable where no broker answers
   */
  public static ReplayPlan of(
      KafkaSettings kafka,
      SourceSettings source,
      Duration outOfOrderness,
      long fromMillis,
      long toMillis,
      Margins margins) {
    long readFrom = fromMillis - margins.warmUp().toMillis();
    long readTo = toMillis + margins.coolDown().toMillis();
    try (FindRange find = new FindRange(kafka, source)) {
      TopicRange topics = find.between(readFrom, readTo, outOfOrderness);
      long completeFrom =
          topics.beginsWithTheTopics()
              ? ReplayRange.WHOLE
              : Math.max(readFrom, topics.availableFromMillis()) + margins.traceReach().toMillis();
      // What comes later shows that there was silence until then.
      long completeUntil = topics.goesOn() ? readTo : Math.min(topics.lastMillis(), readTo);
      return new ReplayPlan(
          topics,
          new ReplayRange(fromMillis, toMillis, completeFrom, completeUntil),
          readFrom,
          readTo);
    }
  }
}
