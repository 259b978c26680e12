package dev.footfall.privacy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hashes of the days in use, each made once. When the first value of a newer day comes, the
 * ring is read again: so keys can be added and deleted while the job runs, and the hash of a
 * deleted key lives for a day at most. Not thread-safe.
 */
public final class DayHashes {
  private static final Logger LOG = LoggerFactory.getLogger(DayHashes.class);

  private final Map<LocalDate, Optional<KeyedHash>> hashes = new HashMap<>();
  private DayKeys keys;
  private LocalDate newest = LocalDate.MIN;

  public DayHashes(DayKeys keys) {
    this.keys = keys;
  }

  /**
   * A day's hash; null where its key was deleted.
   *
   * @throws MissingDayKeyException where the ring ends before that day
   */
  public @Nullable KeyedHash of(LocalDate day) {
    if (day.isAfter(newest)) {
      keys = rereadFor(day);
      hashes.clear();
      newest = day;
    }
    return hashes.computeIfAbsent(day, d -> Optional.ofNullable(keys.forDay(d))).orElse(null);
  }

  /** A ring that cannot be read does not stop a job that has the day's key already. */
  private DayKeys rereadFor(LocalDate day) {
    try {
      return keys.reread();
    } catch (IllegalArgumentException e) {
      if (day.isAfter(keys.lastDay())) {
        throw e;
      }
      LOG.warn("The key ring as read before is used further: {}", e.getMessage());
      return keys;
    }
  }
}
