package dev.footfall.trace;

import java.io.Serializable;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an issued trace. Assembly keeps the consumer's memory of a trace beside the
 * trace, as opaque bytes, until the late horizon has passed, and hands it back at the next issue:
 * so a revision needs no store of its own.
 */
@FunctionalInterface
public interface TraceConsumer {
  /**
   * Takes an issue of a trace and counts each new span of it in exactly one class.
   *
   * @param memory what this method returned at the trace's issue before; null at the first
   * @return what to remember; null for nothing. Never changed afterwards: a checkpoint may be
   *     writing it
   */
  byte @Nullable [] issue(Trace trace, byte @Nullable [] memory, SpanTally tally);

  /** Lets go of what it holds; called once, behind the last issue. */
  default void close() {}

  /** Travels to where traces are assembled and makes the consumer there, once per subtask. */
  @FunctionalInterface
  interface Factory<E> extends Serializable {
    TraceConsumer create(Output<E> out, Counters counters);
  }

  /** Where a consumer's values go. */
  @FunctionalInterface
  interface Output<E> {
    /**
     * @param timestampMillis the value's time, epoch milliseconds; not before the issue minus the
     *     event delay, or the value is late behind here
     */
    void emit(E value, long timestampMillis);

    /** The same for a value that takes another way than most. */
    default void emitApart(E value, long timestampMillis) {
      emit(value, timestampMillis);
    }
  }

  /** Counters of the job's metrics, group {@code footfall}, by name. */
  @FunctionalInterface
  interface Counters {
    /** The counter of this name, which adds what it is given; ask once, keep it. */
    LongConsumer named(String name);

    /** Shows a number under this name, asked for from another thread. */
    default void gauge(String name, LongSupplier number) {}
  }
}
