package dev.footfall.trace;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A spill store for tests, which counts what it is asked. */
final class MapSpill implements SpillStore {
  final Map<TraceId, byte[]> blobs = new HashMap<>();
  int puts;
  int takes;

  @Override
  public void put(TraceId id, byte[] blob) {
    puts++;
    blobs.put(id, blob);
  }

  @Override
  public byte @Nullable [] take(TraceId id) {
    takes++;
    return blobs.remove(id);
  }

  @Override
  public void remove(TraceId id) {
    blobs.remove(id);
  }
}
