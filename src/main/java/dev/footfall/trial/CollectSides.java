package dev.footfall.trial;

import java.util.stream.Stream;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link CompareSides} in Flink: keyed by {@link SideRow#group}, collects the rows of both sides,
 * and compares them once the input has ended, when no revision can follow any more. The result goes
 * to the accumulator {@link #RESULT}.
 *
 * <p>State: a list of rows for each group, which RocksDB appends to without reading, so that memory
 * does not grow with history. Never cleared: it ends with the run.
 */
public final class CollectSides extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<SideRow, Void>, BoundedOneInput {
  /** The accumulator's name; it gets one {@link Differences} from each subtask. */
  public static final String RESULT = "shadow";

  private static final String ROWS = "rows";

  private final int maxExamples;

  private transient ListState<SideRow> rows;

  /**
   * @param maxExamples of each kind of difference
   */
  public CollectSides(int maxExamples) {
    this.maxExamples = maxExamples;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    rows =
        context
            .getKeyedStateStore()
            .getListState(new ListStateDescriptor<>(ROWS, SideRowSerializer.TYPE));
  }

  @Override
  public void open() throws Exception {
    super.open();
    getRuntimeContext().addAccumulator(RESULT, new ListAccumulator<Differences>());
  }

  @Override
  public void processElement(StreamRecord<SideRow> element) throws Exception {
    rows.add(element.getValue());
  }

  @Override
  public void endInput() throws Exception {
    Differences differences = new Differences(maxExamples);
    CompareSides compare = new CompareSides(differences);
    KeyedStateBackend<Long> backend = getKeyedStateBackend();
    try (Stream<Long> groups = backend.getKeys(ROWS, VoidNamespace.INSTANCE)) {
      for (Long group : (Iterable<Long>) groups::iterator) {
        backend.setCurrentKey(group);
        compare.compare(rows.get());
      }
    }
    getRuntimeContext().<Differences, java.io.Serializable>getAccumulator(RESULT).add(differences);
  }
}
