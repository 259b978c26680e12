package dev.footfall.analysis;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.aggregate.Numbers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that an analysis has counted: by gap, by pair of gaps, and over all of them. What subtasks
 * have counted merges to the same bytes in any order.
 *
 * <p>Byte form, version 1: version, number of gaps, the tally of each, the comparison of each with
 * each in the gaps' order, times between interactions, events, interactions, events without a
 * visitor, those of machines, first and last interaction.
 */
public final class Analysis {
  private static final int VERSION = 1;

  private final List<GapTally> gaps = new ArrayList<>();
  private final List<GapComparison> comparisons = new ArrayList<>();
  final LogHistogram intervalMillis = new LogHistogram();
  long events;
  long interactions;
  long withoutVisitor;
  long machineEvents;
  long firstMicros = Long.MAX_VALUE;
  long lastMicros = Long.MIN_VALUE;

  public Analysis(int gapCount) {
    for (int i = 0; i < gapCount; i++) {
      gaps.add(new GapTally());
    }
    for (int i = 0; i < gapCount * gapCount; i++) {
      comparisons.add(new GapComparison());
    }
  }

  /** Of each gap, in their order. */
  public List<GapTally> gaps() {
    return gaps;
  }

  /** What becomes of the sessions of one gap under another, both by their place in the order. */
  public GapComparison comparison(int gap, int other) {
    return comparisons.get(gap * gaps.size() + other);
  }

  /** Times between an interaction and its visitor's next one. */
  public LogHistogram intervalMillis() {
    return intervalMillis;
  }

  /** Events of persons and machines, with and without a visitor. */
  public long events() {
    return events;
  }

  /** Persons' interactions. */
  public long interactions() {
    return interactions;
  }

  /** Events that nobody can be told from: without address or user agent, or without consent. */
  public long withoutVisitor() {
    return withoutVisitor;
  }

  public long machineEvents() {
    return machineEvents;
  }

  /** Whether there was any interaction of a person. */
  public boolean isEmpty() {
    return interactions == 0;
  }

  /** Epoch microseconds of the first interaction; without any, Long.MAX_VALUE. */
  public long firstMicros() {
    return firstMicros;
  }

  public long lastMicros() {
    return lastMicros;
  }

  void merge(Analysis other) {
    for (int i = 0; i < gaps.size(); i++) {
      gaps.get(i).merge(other.gaps.get(i));
    }
    for (int i = 0; i < comparisons.size(); i++) {
      comparisons.get(i).merge(other.comparisons.get(i));
    }
    intervalMillis.merge(other.intervalMillis);
    events += other.events;
    interactions += other.interactions;
    withoutVisitor += other.withoutVisitor;
    machineEvents += other.machineEvents;
    firstMicros = Math.min(firstMicros, other.firstMicros);
    lastMicros = Math.max(lastMicros, other.lastMicros);
  }

  /** The versioned byte form. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(gaps.size());
    for (GapTally gap : gaps) {
      gap.write(out);
    }
    for (GapComparison comparison : comparisons) {
      comparison.write(out);
    }
    intervalMillis.write(out);
    Numbers.write(events, out);
    Numbers.write(interactions, out);
    Numbers.write(withoutVisitor, out);
    Numbers.write(machineEvents, out);
    out.writeLong(firstMicros);
    out.writeLong(lastMicros);
  }

  /** Reads it back; throws IllegalStateException for an unknown version. */
  public static Analysis read(byte[] bytes) {
    try {
      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Analysis read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("an analysis is of unknown version " + version);
    }
    Analysis analysis = new Analysis(in.readByte());
    for (GapTally gap : analysis.gaps) {
      gap.merge(GapTally.read(in));
    }
    for (GapComparison comparison : analysis.comparisons) {
      comparison.merge(GapComparison.read(in));
    }
    analysis.intervalMillis.merge(LogHistogram.read(in));
    analysis.events = Numbers.read(in);
    analysis.interactions = Numbers.read(in);
    analysis.withoutVisitor = Numbers.read(in);
    analysis.machineEvents = Numbers.read(in);
    analysis.firstMicros = in.readLong();
    analysis.lastMicros = in.readLong();
    return analysis;
  }
}
