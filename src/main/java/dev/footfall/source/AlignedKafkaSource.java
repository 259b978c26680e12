package dev.footfall.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A bounded {@link KafkaSource} whose partitions can be aligned: the connector's own reader fails
 * the job where a partition that is to be paused has just been read to its end (connector 5.0.0;
 * its consumer no longer has it assigned). All but the reader is the connector's.
 *
 * @param properties of the consumer, whole
 * @param watched under what name readers tell how far they are; null where nobody asks
 * @param clockAtMostMillis as of {@link RawDeserializer}
 */
record AlignedKafkaSource(
    KafkaSource<RawRecord> source,
    Properties properties,
    @Nullable String watched,
    long clockAtMostMillis)
    implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState> {

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws Exception {
    return source.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context) {
    KafkaSourceReaderMetrics metrics = new KafkaSourceReaderMetrics(context.metricGroup());
    FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> queue =
        new FutureCompletingBlockingQueue<>();
    Configuration configuration = new Configuration();
    properties
        .stringPropertyNames()
        .forEach(name -> configuration.setString(name, properties.getProperty(name)));
    return new KafkaSourceReader<>(
        queue,
        new KafkaSourceFetcherManager(
            queue, () -> new SplitReader(properties, context, metrics), finished -> {}),
        emitter(new RawDeserializer(clockAtMostMillis), ReadProgress.watched(watched)),
        configuration,
        context,
        metrics);
  }

  private static RecordEmitter<ConsumerRecord<byte[], byte[]>, RawRecord, KafkaPartitionSplitState>
      emitter(RawDeserializer records, @Nullable ReadProgress progress) {
    KafkaRecordEmitter<RawRecord> emitter = new KafkaRecordEmitter<>(records);
    if (progress == null) {
      return emitter;
    }
    return (record, output, split) -> {
      emitter.emitRecord(record, output, split);
      progress.read(records.time(record));
    };
  }

  /** Knows which of its partitions are read to their end, and leaves those alone. */
  private static final class SplitReader extends KafkaPartitionSplitReader {
    private final Set<String> finished = new HashSet<>();

    SplitReader(
        Properties properties, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
      super(properties, context, metrics, null);
    }

    @Override
    public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws java.io.IOException {
      RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> records = super.fetch();
      finished.addAll(records.finishedSplits());
      return records;
    }

    @Override
    public void pauseOrResumeSplits(
        Collection<KafkaPartitionSplit> pause, Collection<KafkaPartitionSplit> resume) {
      super.pauseOrResumeSplits(unfinished(pause), unfinished(resume));
    }

    private List<KafkaPartitionSplit> unfinished(Collection<KafkaPartitionSplit> splits) {
      return splits.stream().filter(split -> !finished.contains(split.splitId())).toList();
    }
  }
}
