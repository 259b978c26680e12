package dev.footfall.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Holds traces: a table by id, an index of deadlines, and a count of the bytes. What it holds is
 * the operator's state; {@link #forEach} and {@link #restore} carry it over a checkpoint.
 */
final class TraceStore {
  private final TraceTable table = new TraceTable();
  private final DeadlineIndex deadlines = new DeadlineIndex();
  private final SpillStore spill;
  private long bytes;
  private long spilled;

  TraceStore(SpillStore spill) {
    this.spill = spill;
  }

  int size() {
    return table.size();
  }

  /** Heap in use for traces. */
  long bytes() {
    return bytes;
  }

  /** How many traces have a blob in the spill store. */
  long spilled() {
    return spilled;
  }

  /** Adds a fragment, to be looked at by the deadline at the latest. */
  void add(TraceId id, TracePart part, long deadline) {
    HeldTrace trace = table.findOrCreate(id);
    if (trace.accountedBytes == 0) {
      account(trace);
    }
    trace.open.add(part);
    trace.accountedBytes += HeldTrace.bytesOf(part);
    bytes += HeldTrace.bytesOf(part);
    if (deadline < trace.nextCheck) {
      deadlines.schedule(trace, deadline);
    }
  }

  /** Hands on each trace whose deadline is not after the watermark; {@link #settle} follows. */
  void advance(long watermark, Consumer<HeldTrace> due) {
    deadlines.advance(watermark, due);
  }

  /** Takes note of a changed trace: looked at again at the deadline. */
  void settle(HeldTrace trace, long deadline) {
    account(trace);
    deadlines.schedule(trace, deadline);
  }

  /** Brings a trace back to memory as a whole. */
  void load(HeldTrace trace) {
    if (trace.spilled) {
      try {
        byte[] blob = spill.take(trace.id);
        if (blob == null) {
          throw new IllegalStateException("the spilled part of trace " + trace.id + " is gone");
        }
        HeldTraceFormat.addFrom(blob, trace);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      notSpilled(trace);
    }
  }

  /** Forgets a trace's earlier issues, without reading them. */
  void forget(HeldTrace trace) {
    if (trace.spilled && !trace.spilledOpen) {
      spill.remove(trace.id);
      notSpilled(trace);
    }
    trace.forget();
  }

  /** Lets go of a trace of which nothing is left. */
  void remove(HeldTrace trace) {
    forget(trace);
    bytes -= trace.accountedBytes;
    deadlines.remove(trace);
    table.remove(trace.id);
  }

  void forEach(Consumer<HeldTrace> action) {
    table.forEach(action);
  }

  /** Takes over a trace from a checkpoint. */
  void restore(TraceId id, HeldTraceReader reader) throws IOException {
    HeldTrace trace = table.findOrCreate(id);
    reader.read(trace);
    spilled += trace.spilled ? 1 : 0;
    settle(trace, trace.nextCheck);
  }

  private void notSpilled(HeldTrace trace) {
    trace.spilled = false;
    trace.spilledOpen = false;
    spilled--;
  }

  private void account(HeldTrace trace) {
    int now = trace.bytes();
    bytes += now - trace.accountedBytes;
    trace.accountedBytes = now;
  }

  /** Fills a trace from a checkpoint. */
  @FunctionalInterface
  interface HeldTraceReader {
    void read(HeldTrace trace) throws IOException;
  }
}
