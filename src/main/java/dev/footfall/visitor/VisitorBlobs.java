package dev.footfall.visitor;

import dev.footfall.privacy.KeyedId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where visitors are stored: one blob each, part of every checkpoint, with a timer to come back.
 */
interface VisitorBlobs {
  byte @Nullable [] read(int lane, KeyedId id) throws IOException;

  void write(int lane, KeyedId id, byte[] blob) throws IOException;

  void remove(int lane, KeyedId id) throws IOException;

  /** The waiting events of a chunk, which is removed. */
  byte[] takeChunk(int lane, KeyedId id, long number) throws IOException;

  void writeChunk(int lane, KeyedId id, long number, byte[] events) throws IOException;

  /** Sets a timer; one that is no longer wanted may fire, and is passed over. */
  void wakeAt(int lane, KeyedId id, long millis);
}
