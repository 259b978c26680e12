package dev.footfall.visitor;

import dev.footfall.privacy.KeyedId;
import java.io.IOException;
import java.util.function.IntConsumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/** Visitors, and what waits for them, in Flink's keyed state of their lane. */
final class KeyedVisitors implements VisitorBlobs {
  private final IntConsumer currentKey;
  private final MapState<KeyedId, byte[]> visitors;
  private final MapState<ChunkKey, byte[]> chunks;
  private final InternalTimerService<KeyedId> timers;

  KeyedVisitors(
      IntConsumer currentKey,
      MapState<KeyedId, byte[]> visitors,
      MapState<ChunkKey, byte[]> chunks,
      InternalTimerService<KeyedId> timers) {
    this.currentKey = currentKey;
    this.visitors = visitors;
    this.chunks = chunks;
    this.timers = timers;
  }

  @Override
  public byte @Nullable [] read(int lane, KeyedId id) throws IOException {
    currentKey.accept(lane);
    return stored(() -> visitors.get(id));
  }

  @Override
  public void write(int lane, KeyedId id, byte[] blob) throws IOException {
    currentKey.accept(lane);
    stored(
        () -> {
          visitors.put(id, blob);
          return null;
        });
  }

  @Override
  public void remove(int lane, KeyedId id) throws IOException {
    currentKey.accept(lane);
    stored(
        () -> {
          visitors.remove(id);
          return null;
        });
  }

  @Override
  public byte[] takeChunk(int lane, KeyedId id, long number) throws IOException {
    ChunkKey key = new ChunkKey(id, number);
    currentKey.accept(lane);
    byte[] chunk = stored(() -> chunks.get(key));
    if (chunk == null) {
      throw new IllegalStateException("waiting events " + number + " of a visitor are gone");
    }
    stored(
        () -> {
          chunks.remove(key);
          return null;
        });
    return chunk;
  }

  @Override
  public void writeChunk(int lane, KeyedId id, long number, byte[] events) throws IOException {
    currentKey.accept(lane);
    stored(
        () -> {
          chunks.put(new ChunkKey(id, number), events);
          return null;
        });
  }

  @Override
  public void wakeAt(int lane, KeyedId id, long millis) {
    currentKey.accept(lane);
    timers.registerEventTimeTimer(id, millis);
  }

  /** Flink's map state may throw any exception; only I/O fails by itself. */
  private static byte @Nullable [] stored(Access access) throws IOException {
    try {
      return access.run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @FunctionalInterface
  private interface Access {
    byte @Nullable [] run() throws Exception;
  }
}
