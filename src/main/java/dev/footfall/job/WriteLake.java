package dev.footfall.job;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.sink.lake.LakeOutput;
import dev.footfall.visitor.Followed;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * The branch of the graph that writes the lake, each folder its sink. Files of events and sessions
 * are written where visitors are followed, chained: nothing is shuffled, and the files of all
 * subtasks are merged before they are seen.
 */
final class WriteLake {
  private WriteLake() {}

  static void followed(DataStream<Followed> followed, Outputs.@Nullable Lake lake) {
    if (lake == null) {
      return;
    }
    followed
        .filter(LakeOutput::isEvent)
        .uid("events-for-lake")
        .name("events-for-lake")
        .sinkTo(lake.events())
        .uid("lake-events")
        .name("lake-events");
    followed
        .filter(LakeOutput::isClosedSession)
        .uid("sessions-for-lake")
        .name("sessions-for-lake")
        .sinkTo(lake.sessions())
        .uid("lake-sessions")
        .name("lake-sessions");
  }

  /** Rows of funnels are few: one subtask writes them. */
  static void funnels(DataStream<AggregateRow> rows, Outputs.@Nullable Lake lake) {
    if (lake == null) {
      return;
    }
    rows.filter(LakeOutput::isFinalFunnel)
        .uid("funnels-for-lake")
        .name("funnels-for-lake")
        .sinkTo(lake.funnels())
        .uid("lake-funnels")
        .name("lake-funnels")
        .setParallelism(1);
  }
}
