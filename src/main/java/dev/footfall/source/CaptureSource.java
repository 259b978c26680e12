package dev.footfall.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads a capture as if it were the topic: one split per partition, so that watermarks are per
 * partition, as with Kafka. Each split reads the file and passes over other partitions' lines,
 * which costs a pass per partition and needs no index. The file must be there for every task
 * manager.
 */
public final class CaptureSource
    implements Source<RawRecord, CaptureSplit, List<CaptureSplit>>, ResultTypeQueryable<RawRecord> {
  private static final long serialVersionUID = 1;

  private final CaptureFile file;
  private final ArrayList<CaptureSplit> splits;

  private CaptureSource(CaptureFile file, List<CaptureSplit> splits) {
    this.file = file;
    this.splits = new ArrayList<>(splits);
  }

  /**
   * Reads the file once, to find its partitions and to see that every line is a record before
   * anything runs.
   *
   * @throws UncheckedIOException naming the file, and the line that is not a record
   */
  public static CaptureSource of(CaptureFile file) {
    Set<CaptureSplit> found = new LinkedHashSet<>();
    try (CaptureFile.Reader records = file.open()) {
      for (RawRecord r = records.next(); r != null; r = records.next()) {
        found.add(new CaptureSplit(r.topic(), r.partition(), 0));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return new CaptureSource(file, List.copyOf(found));
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<CaptureSplit, List<CaptureSplit>> createEnumerator(
      SplitEnumeratorContext<CaptureSplit> context) {
    return new CaptureEnumerator(context, splits);
  }

  @Override
  public SplitEnumerator<CaptureSplit, List<CaptureSplit>> restoreEnumerator(
      SplitEnumeratorContext<CaptureSplit> context, List<CaptureSplit> unassigned) {
    return new CaptureEnumerator(context, unassigned);
  }

  @Override
  public SourceReader<RawRecord, CaptureSplit> createReader(SourceReaderContext context) {
    return new CaptureReader(file);
  }

  @Override
  public SimpleVersionedSerializer<CaptureSplit> getSplitSerializer() {
    return CaptureSplit.SERIALIZER;
  }

  @Override
  public SimpleVersionedSerializer<List<CaptureSplit>> getEnumeratorCheckpointSerializer() {
    return CaptureSplit.LIST_SERIALIZER;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordSerializer.TYPE;
  }
}
