package dev.footfall.trace;

import dev.footfall.source.Arrival;
import dev.footfall.source.RawRecord;
import dev.footfall.source.TimeSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts the traces of a bounded number of records together inside this process: the job's decoder
 * and assembly, without Flink. Holds all fragments in memory until {@link #finish}, in the compact
 * encoding. Records come in the order of their offsets within a partition. Not thread-safe.
 */
public final class AssembleRecords {
  private final RecordDecoder decoder;
  private final Arrival arrival;
  private final TraceAssembly assembly;
  private final RecordDecoder.Output parts;
  private final Map<String, Long> refused = new TreeMap<>();
  private long records;

  /**
   * @param wanted the traces that are put together; fragments of others are passed over
   */
  public AssembleRecords(
      RecordDecoder decoder,
      AssemblySettings settings,
      TimeSettings time,
      Predicate<TraceId> wanted,
      TraceConsumer consumer) {
    this.decoder = decoder;
    arrival = new Arrival(time);
    SpanTally tally = new SpanTally();
    TraceStore store =
        new TraceStore(
            new NeverSpills(), Long.MAX_VALUE / 2, new TracePruning(settings, time, tally));
    assembly = new TraceAssembly(settings, time, store, consumer, tally);
    parts = new Parts(wanted);
  }

  /** Reads a record. */
  public void add(RawRecord record) {
    records++;
    decoder.decode(record, arrival.of(record), parts);
  }

  /** Issues all that was read, each group of a trace's fragments apart and in order. */
  public void finish() {
    assembly.advance(Long.MAX_VALUE);
  }

  /** How many records were read. */
  public long records() {
    return records;
  }

  /** How many dead letters there were, by reason. */
  public Map<String, Long> refused() {
    return refused;
  }

  private final class Parts implements RecordDecoder.Output {
    private final Predicate<TraceId> wanted;

    Parts(Predicate<TraceId> wanted) {
      this.wanted = wanted;
    }

    @Override
    public void fragment(TraceFragment fragment) {
      if (wanted.test(fragment.traceId())) {
        assembly.add(fragment);
      }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      refused.merge(letter.reason(), 1L, Long::sum);
    }

    @Override
    public void count(AccountingCount count) {}
  }

  /** For a store without a bound. */
  private static final class NeverSpills implements SpillStore {
    @Override
    public void put(TraceId id, byte[] blob) {
      throw new IllegalStateException("a store without a bound spills trace " + id);
    }

    @Override
    public byte @Nullable [] take(TraceId id) {
      return null;
    }

    @Override
    public void remove(TraceId id) {}
  }
}
