package dev.footfall.trace;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where traces go that do not fit in memory: one blob per trace, part of every checkpoint. */
interface SpillStore {
  void put(TraceId id, byte[] blob) throws IOException;

  /** The blob, which is removed; null where there is none. */
  byte @Nullable [] take(TraceId id) throws IOException;

  void remove(TraceId id);
}
