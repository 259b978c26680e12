package dev.footfall.local;

import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import dev.footfall.sink.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A shop's traffic on its way through the job, and what is seen of it: sends, reads what comes out,
 * and shows both, in one thread. {@link #run} while the traffic lasts, then {@link #finish}.
 */
final class DemoRun implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long DRAW_NANOS = Duration.ofMillis(250).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedFlink flink;
  private final Screen screen;
  private final ShopFeed feed;
  private final ShopTraffic traffic;
  private final OutputReader reader;
  private final GroupLag lag;
  private final Map<String, Output> outputs;
  private final OutputCounts counts = new OutputCounts();
  private final DemoSummary summary;
  private final long openedNanos = System.nanoTime();
  private final long commandNanos;
  private long shownNanos = openedNanos;
  private @Nullable Duration firstEvent;

  /**
   * Opens the shop.
   *
   * @param commandNanos when the user's command began, by the system's nano clock
   */
  DemoRun(DemoJob job, EmbeddedFlink flink, ShopSettings shop, Screen screen, long commandNanos) {
    this.commandNanos = commandNanos;
    this.flink = flink;
    this.screen = screen;
    this.outputs = job.outputs();
    this.feed = new ShopFeed(job.brokers(), job.input());
    this.traffic = new ShopTraffic(shop, feed);
    this.reader = new OutputReader(job.brokers(), List.copyOf(outputs.keySet()));
    this.lag = new GroupLag(job.brokers(), job.group(), job.input());
    this.summary = new DemoSummary(traffic.ledger(), counts);
  }

  /** Lets the shop be open for so long, or until it is interrupted. */
  void run(Duration duration, Interrupt interrupt) throws Exception {
    while (!interrupt.isSeen() && running().compareTo(duration) < 0) {
      step();
    }
  }

  /**
   * Closes the shop, waits until everything it made has gone through the job, and drains the job.
   *
   * @return the totals, complete
   */
  DemoSummary finish() throws Exception {
    traffic.close();
    await("the shop's last spans are not sent", traffic::isDrained);
    feed.flush();
    await("the job has not read the last records", this::isAllRead);
    flink.drain();
    await("the last results are not read", reader::isAtEnd);
    return summary;
  }

  /** Time from the command to the first event that could be read; null while there is none. */
  @Nullable Duration firstEvent() {
    return firstEvent;
  }

  @Override
  public void close() {
    lag.close();
    reader.close();
    feed.close();
  }

  /** The count starts anew where the job did; then the offsets tell, if later. */
  private boolean isAllRead() throws Exception {
    return flink.recordsRead() >= traffic.ledger().records() || lag.records() == 0;
  }

  private void await(String what, Callable<Boolean> done) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.call()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(what + " after " + PATIENCE.toSeconds() + " s");
      }
      step();
    }
  }

  private void step() throws Exception {
    traffic.advanceTo(System.currentTimeMillis());
    for (ConsumerRecord<byte[], byte[]> row : reader.poll(POLL)) {
      count(row);
    }
    long now = System.nanoTime();
    if (now - shownNanos >= (screen.isDrawable() ? DRAW_NANOS : LINE_NANOS)) {
      shownNanos = now;
      flink.throwFailure();
      show();
    }
  }

  private void count(ConsumerRecord<byte[], byte[]> row) {
    Output output = outputs.get(row.topic());
    counts.add(output, row.value());
    if (output == Output.EVENTS && firstEvent == null) {
      firstEvent = since(commandNanos);
    }
  }

  private void show() {
    if (screen.isDrawable()) {
      screen.draw(summary.block(running(), firstEvent));
    } else {
      screen.say(summary.line(running()));
    }
  }

  private Duration running() {
    return since(openedNanos);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
