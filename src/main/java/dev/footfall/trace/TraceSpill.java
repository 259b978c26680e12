package dev.footfall.trace;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Moves held traces between memory and the spill store. Of a spilled trace, id, deadline and time
 * of the last issue stay in memory; fragments that come later wait in memory too.
 */
final class TraceSpill {
  private final SpillStore blobs;
  private long traces;
  private long bytesWritten;

  TraceSpill(SpillStore blobs) {
    this.blobs = blobs;
  }

  /** How many traces have a blob. */
  long traces() {
    return traces;
  }

  /** Bytes of all blobs written so far. */
  long bytesWritten() {
    return bytesWritten;
  }

  /** Writes all of a trace, which is in memory as a whole. */
  void store(HeldTrace trace) {
    try {
      byte[] blob = HeldTraceFormat.toBlob(trace);
      blobs.put(trace.id, blob);
      bytesWritten += blob.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trace.spilledAway();
    traces++;
  }

  /** Brings back what was spilled of the trace. */
  void load(HeldTrace trace) {
    try {
      byte[] blob = blobs.take(trace.id);
      if (blob == null) {
        throw new IllegalStateException("what was spilled of trace " + trace.id + " is gone");
      }
      HeldTraceFormat.addFrom(blob, trace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gone(trace);
  }

  /** Removes what was spilled, unread; no fragment that waits may be in it. */
  void remove(HeldTrace trace) {
    if (trace.spilledOpen) {
      throw new IllegalStateException("fragments of trace " + trace.id + " wait in its blob");
    }
    blobs.remove(trace.id);
    gone(trace);
  }

  /** Takes note of a trace from a checkpoint. */
  void restore(HeldTrace trace) {
    traces += trace.spilled ? 1 : 0;
  }

  private void gone(HeldTrace trace) {
    trace.spilled = false;
    trace.spilledOpen = false;
    traces--;
  }
}
