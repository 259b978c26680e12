package dev.footfall.job;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.config.Settings;
import dev.footfall.sink.FolderOutput;
import dev.footfall.sink.KafkaOutput;
import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.OutputRecord;
import dev.footfall.sink.lake.LakeOutput;
import dev.footfall.visitor.Followed;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;

/**
 * Where results go.
 *
 * @param followed events and sessions; chained behind what follows visitors, so that they are
 *     neither shuffled nor copied
 * @param rare accounting rows and dead letters
 * @param lake where Parquet files go; null for none
 */
public record Outputs(Sink<Followed> followed, Sink<OutputRecord> rare, @Nullable Lake lake) {

  /**
   * The sinks of the lake.
   *
   * @param events of what {@link LakeOutput#isEvent} lets through
   * @param sessions of what {@link LakeOutput#isClosedSession} lets through
   * @param funnels of what {@link LakeOutput#isFinalFunnel} lets through
   */
  public record Lake(Sink<Followed> events, Sink<Followed> sessions, Sink<AggregateRow> funnels) {
    static Lake of(LakeSettings lake, Settings settings) {
      LakeOutput output = new LakeOutput(lake);
      return new Lake(
          output.events(settings.sink().traceIds()),
          output.sessions(),
          output.funnels(
              settings.visitors().funnels(),
              settings.events().configVersion(),
              settings.performance().minGroupSize()));
    }
  }

  /** To the configured topics and, where there is one, the lake. */
  public static Outputs toKafka(Settings settings) {
    LakeSettings lake = settings.sink().lake();
    return new Outputs(
        KafkaOutput.followed(settings.kafka(), settings.sink()),
        KafkaOutput.rare(settings.kafka(), settings.sink()),
        lake == null ? null : Lake.of(lake, settings));
  }

  /** Nowhere, for a run whose answer is all that is wanted. */
  public static Outputs toNothing() {
    return new Outputs(new DiscardingSink<>(), new DiscardingSink<>(), null);
  }

  /** To files. */
  public static Outputs toFolder(FolderOutput folder, boolean traceIds) {
    return new Outputs(folder.followed(traceIds), folder.rare(), null);
  }

  /** To Parquet files in the lake's layout; what has no place there, to lines of JSON. */
  public static Outputs toLake(LakeSettings lake, FolderOutput folder, Settings settings) {
    return new Outputs(new DiscardingSink<>(), folder.rare(), Lake.of(lake, settings));
  }
}
