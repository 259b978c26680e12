package dev.footfall.trial;

import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedAttempt;
import java.io.Serializable;
import java.util.function.Predicate;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** {@link LeaverTraces} in Flink: into an accumulator once the input has ended. */
public final class KeepTraces extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Followed, Void>, BoundedOneInput {
  private final String accumulator;
  private final Windows windows;

  private transient LeaverTraces traces;

  /** Tells whose rows are written, by the start of their window; travels to the task managers. */
  @FunctionalInterface
  public interface Windows extends Predicate<FollowedAttempt>, Serializable {}

  /**
   * @param accumulator gets the traces of each subtask
   * @param windows those that are looked at
   */
  public KeepTraces(String accumulator, Windows windows) {
    this.accumulator = accumulator;
    this.windows = windows;
  }

  @Override
  public void open() throws Exception {
    super.open();
    traces = new LeaverTraces();
    getRuntimeContext().addAccumulator(accumulator, new ListAccumulator<LeaverTraces>());
  }

  @Override
  public void processElement(StreamRecord<Followed> element) {
    FollowedAttempt attempt = element.getValue().attempt();
    if (attempt != null && windows.test(attempt)) {
      traces.add(attempt);
    }
  }

  @Override
  public void endInput() {
    getRuntimeContext().<LeaverTraces, Serializable>getAccumulator(accumulator).add(traces);
  }
}
