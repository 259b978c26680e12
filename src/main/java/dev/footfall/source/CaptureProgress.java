package dev.footfall.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How far readers of this process have come with a capture, for whoever watches a local run. Nobody
 * counts where nobody watches.
 */
public final class CaptureProgress implements AutoCloseable {
  private static final Map<String, CaptureProgress> WATCHED = new ConcurrentHashMap<>();

  private final String path;
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong latestMillis = new AtomicLong(-1);

  private CaptureProgress(String path) {
    this.path = path;
  }

  /** Watches the readers of a capture until this is closed. */
  public static CaptureProgress of(CaptureFile capture) {
    CaptureProgress progress = new CaptureProgress(capture.path());
    WATCHED.put(capture.path(), progress);
    return progress;
  }

  /** Who watches; null where nobody does. */
  static @Nullable CaptureProgress watched(CaptureFile capture) {
    return WATCHED.get(capture.path());
  }

  void read(RawRecord record) {
    records.incrementAndGet();
    latestMillis.accumulateAndGet(record.timestampMillis(), Math::max);
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
    WATCHED.remove(path, this);
  }
}
