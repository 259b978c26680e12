package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.JobSettings;
import dev.footfall.source.RawRecord;
import dev.footfall.source.SampleTopic;
import dev.footfall.trace.AccountingCount;
import dev.footfall.trace.DeadLetter;
import dev.footfall.trace.RecordDecoder;
import dev.footfall.trace.TraceFragment;
import java.time.Duration;
import java.util.List;

/**
 * How fast the newest records of the topics are decoded on one core of this machine, from which
 * follows roughly how long a replay takes: decoding is about a ninth of the job's work
 * (docs/performance.md).
 */
final class DecodingRate {
  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 16L << 20;
  private static final int SHARE = 9;
  private static final long WARM_UP_NANOS = 1_000_000_000;
  private static final long MEASURED_NANOS = 500_000_000;

  private DecodingRate() {}

  /** Records of the job per second and core; 0 where the topics have none. */
  static double ofJob(Settings settings) {
    List<RawRecord> sample;
    try (SampleTopic topic =
        new SampleTopic(settings.kafka(), settings.source(), MOST_RECORDS, MOST_BYTES)) {
      sample = topic.read(Duration.ZERO);
    }
    JobSettings job = JobSettings.of(settings);
    RecordDecoder decoder =
        RecordDecoder.create(
            job.projection(),
            job.privacy(),
            job.time(),
            job.visitors().sessions().gap(),
            job.deadLetterPayloadBytes());
    decodedFor(WARM_UP_NANOS, sample, decoder);
    return decodedFor(MEASURED_NANOS, sample, decoder) / SHARE;
  }

  /** Records per second. */
  private static double decodedFor(long nanos, List<RawRecord> sample, RecordDecoder decoder) {
    if (sample.isEmpty()) {
      return 0;
    }
    long records = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      for (RawRecord record : sample) {
        decoder.decode(record, Math.max(0, record.timestampMillis()), new Nowhere());
      }
      records += sample.size();
    }
    return records * 1e9 / (System.nanoTime() - start);
  }

  private static final class Nowhere implements RecordDecoder.Output {
    @Override
    public void fragment(TraceFragment fragment) {}

    @Override
    public void deadLetter(DeadLetter letter) {}

    @Override
    public void count(AccountingCount count) {}
  }
}
