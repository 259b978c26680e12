package dev.footfall.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds traces: a table by id, an index of deadlines, and a count of the bytes. What it holds is
 * the operator's state; {@link #freeze} and {@link #restore} carry it over a checkpoint.
 */
final class TraceStore {
  private final TraceTable table = new TraceTable();
  private final DeadlineIndex<HeldTrace> deadlines = new DeadlineIndex<>();
  private final TraceSpill spill;
  private final long boundBytes;
  private final TracePruning pruning;
  private long spillAboveBytes;
  private long bytes;
  private int open;

  TraceStore(SpillStore spill, long boundBytes, TracePruning pruning) {
    this.spill = new TraceSpill(spill);
    this.boundBytes = boundBytes;
    this.spillAboveBytes = boundBytes;
    this.pruning = pruning;
  }

  int size() {
    return table.size();
  }

  /** How many traces have fragments that wait to be issued; the others are remembered. */
  int open() {
    return open;
  }

  /** Heap in use for traces. */
  long bytes() {
    return bytes;
  }

  /** How many traces have a blob in the spill store. */
  long spilled() {
    return spill.traces();
  }

  /** Bytes written to the spill store so far. */
  long spilledBytes() {
    return spill.bytesWritten();
  }

  /** Adds a fragment, to be looked at by the deadline at the latest. */
  void add(TraceId id, TracePart part, long deadline) {
    HeldTrace trace = table.findOrCreate(id);
    if (trace.accountedBytes == 0) {
      account(trace);
    }
    trace.open.add(part);
    accountOpen(trace, true);
    trace.accountedBytes += part.bytes();
    bytes += part.bytes();
    if (deadline < trace.nextCheck) {
      deadlines.schedule(trace, deadline);
    }
    pruneIfDue(trace);
    keepWithinBound();
  }

  /** Hands on each trace whose deadline is not after the watermark; {@link #settle} follows. */
  void advance(long watermark, Consumer<HeldTrace> due) {
    deadlines.advance(watermark, due);
  }

  /** Takes note of a changed trace: looked at again at the deadline. */
  void settle(HeldTrace trace, long deadline) {
    account(trace);
    deadlines.schedule(trace, deadline);
    keepWithinBound();
  }

  /** Brings a trace back to memory as a whole. */
  void load(HeldTrace trace) {
    if (trace.spilled) {
      spill.load(trace);
      account(trace);
    }
  }

  /** Forgets a trace's earlier issues; what of them was spilled is not read. */
  void forget(HeldTrace trace) {
    if (trace.spilled) {
      spill.remove(trace);
    }
    trace.forget();
  }

  /** Lets go of a trace of which nothing is left. */
  void remove(HeldTrace trace) {
    forget(trace);
    bytes -= trace.accountedBytes;
    accountOpen(trace, false);
    deadlines.remove(trace);
    table.remove(trace.id);
  }

  /**
   * All traces as they are now. Copies references, not bytes: the task waits for this at a barrier,
   * and goes on while the copy is written.
   */
  List<HeldTrace> freeze() {
    List<HeldTrace> frozen = new ArrayList<>(table.size());
    table.forEach(trace -> frozen.add(trace.freeze()));
    return frozen;
  }

  /** Takes over a trace from a checkpoint. */
  void restore(TraceId id, HeldTraceReader reader) throws IOException {
    HeldTrace trace = table.findOrCreate(id);
    reader.read(trace);
    spill.restore(trace);
    settle(trace, trace.nextCheck);
  }

  private void pruneIfDue(HeldTrace trace) {
    if (pruning.isDue(trace)) {
      pruning.prune(trace);
      account(trace);
      trace.bytesAtPruning = trace.accountedBytes;
    }
  }

  /** Counts the bytes of a changed trace. */
  private void account(HeldTrace trace) {
    accountOpen(trace, trace.isOpen());
    int now = trace.bytes();
    bytes += now - trace.accountedBytes;
    trace.accountedBytes = now;
    trace.bytesAtPruning = Math.min(trace.bytesAtPruning, now);
  }

  private void accountOpen(HeldTrace trace, boolean isOpen) {
    if (trace.accountedOpen != isOpen) {
      trace.accountedOpen = isOpen;
      open += isOpen ? 1 : -1;
    }
  }

  /**
   * Spills an eighth of the bound at a time: first traces that only wait for late fragments, then
   * the others, in each case those that would stay the longest. The others leave by themselves, so
   * this way fewest are written, and hardly any is read again.
   */
  private void keepWithinBound() {
    if (bytes <= spillAboveBytes) {
      return;
    }
    long target = boundBytes - boundBytes / 8;
    deadlines.visitLatest(trace -> spill(trace, trace.open.isEmpty(), target));
    if (bytes > target) {
      deadlines.visitLatest(trace -> spill(trace, true, target));
    }
    // The index itself is not spilled: where it is most of the bytes, do not try at each fragment.
    spillAboveBytes = Math.max(boundBytes, bytes + boundBytes / 8);
  }

  /** Whether more has to go. */
  private boolean spill(HeldTrace trace, boolean allowed, long targetBytes) {
    if (allowed && trace.isInMemory()) {
      load(trace);
      pruneIfDue(trace);
      spill.store(trace);
      account(trace);
    }
    return bytes > targetBytes;
  }

  /** Fills a trace from a checkpoint. */
  @FunctionalInterface
  interface HeldTraceReader {
    void read(HeldTrace trace) throws IOException;
  }
}
