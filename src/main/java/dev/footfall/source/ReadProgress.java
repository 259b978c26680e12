package dev.footfall.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How far readers of this process have come, for whoever watches a local run. Nobody counts where
 * nobody watches.
 */
public final class ReadProgress implements AutoCloseable {
  private static final Map<String, ReadProgress> WATCHED = new ConcurrentHashMap<>();

  private final String name;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong latestMillis = new AtomicLong(-1);

  private ReadProgress(String name) {
    this.name = name;
  }

  /**
   * Watches readers until this is closed.
   *
   * @param name of what they read: a capture's path, a replay's id
   */
  public static ReadProgress of(String name) {
    ReadProgress progress = new ReadProgress(name);
    WATCHED.put(name, progress);
    return progress;
  }

  /** Who watches; null where nobody does. */
  static @Nullable ReadProgress watched(@Nullable String name) {
    return name == null ? null : WATCHED.get(name);
  }

  void read(long timestampMillis) {
    records.incrementAndGet();
    latestMillis.accumulateAndGet(timestampMillis, Math::max);
  }

  /** Records read so far. */
  public long records() {
    return records.get();
  }

  /** The highest record timestamp so far, epoch milliseconds; -1 before the first. */
  public long latestMillis() {
    return latestMillis.get();
  }

  @Override
  public void close() {
    WATCHED.remove(name, this);
  }
}
