package dev.footfall.job;

import dev.footfall.config.Settings;
import dev.footfall.sink.FolderOutput;
import dev.footfall.sink.KafkaOutput;
import dev.footfall.sink.OutputRecord;
import dev.footfall.visitor.Followed;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where results go.
 *
 * @param followed events and sessions; chained behind what follows visitors, so that they are
 *     neither shuffled nor copied
 * @param rare accounting rows and dead letters
 */
public record Outputs(Sink<Followed> followed, Sink<OutputRecord> rare) {
  /** To the configured topics. */
  public static Outputs toKafka(Settings settings) {
    return new Outputs(
        KafkaOutput.followed(settings.kafka(), settings.sink()),
        KafkaOutput.rare(settings.kafka(), settings.sink()));
  }

  /** To files. */
  public static Outputs toFolder(FolderOutput folder, boolean traceIds) {
    return new Outputs(folder.followed(traceIds), folder.rare());
  }
}
