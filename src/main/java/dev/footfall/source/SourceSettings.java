package dev.footfall.source;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read, from where to where.
 *
 * @param topics at least one
 * @param group the consumer group that offsets are committed under
 * @param properties of the consumer, over those of {@link KafkaSettings}
 */
public record SourceSettings(
    List<String> topics, String group, Start start, Stop stop, Map<String, String> properties)
    implements Serializable {

  /** Where reading starts, when no savepoint says it. */
  public enum StartAt {
    EARLIEST,
    LATEST,
    /** The group's committed offsets, else the earliest. */
    COMMITTED,
    TIMESTAMP
  }

  /**
   * The start.
   *
   * @param time the first record timestamp that is read; null unless TIMESTAMP
   */
  public record Start(StartAt at, @Nullable Instant time) implements Serializable {
    public static final Start COMMITTED = new Start(StartAt.COMMITTED, null);
  }

  /** Where reading ends. */
  public enum StopAt {
    NEVER,
    /** The end of each partition when the job starts. */
    LATEST,
    TIMESTAMP,
    OFFSETS
  }

  /**
   * The end.
   *
   * @param time the first record timestamp that is no longer read; null unless TIMESTAMP
   * @param offsets the first offset that is no longer read, by topic and partition; empty unless
   *     OFFSETS
   */
  public record Stop(StopAt at, @Nullable Instant time, Map<String, Map<Integer, Long>> offsets)
      implements Serializable {
    public static final Stop NEVER = new Stop(StopAt.NEVER, null, Map.of());

    /** Whether the job ends by itself. */
    public boolean isBounded() {
      return at != StopAt.NEVER;
    }
  }
}
