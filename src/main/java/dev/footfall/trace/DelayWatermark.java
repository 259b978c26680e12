package dev.footfall.trace;

import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds the watermark back by the event delay, because an event's time may lie that far before its
 * issue; so none is late behind here. Records, idleness and the final watermark pass unchanged.
 */
public final class DelayWatermark<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private final long delayMillis;

  public DelayWatermark(Duration delay) {
    this.delayMillis = delay.toMillis();
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark watermark) {
    long time = watermark.getTimestamp();
    boolean isFinal = time == Long.MAX_VALUE;
    output.emitWatermark(
        isFinal
            ? watermark
            : new Watermark(Math.max(time, Long.MIN_VALUE + delayMillis) - delayMillis));
  }
}
