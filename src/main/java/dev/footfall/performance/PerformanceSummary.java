package dev.footfall.performance;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.aggregate.NamedCounts;
import dev.footfall.aggregate.Numbers;
import dev.footfall.aggregate.Summary;
import dev.footfall.aggregate.UniqueVisitors;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.performance.ResponseTargets.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.NavigableMap;

/**
 * How the requests under one label of a window were served. All but the visitors follows the last
 * revisions; a visitor stays counted when their request is taken back, because sketches cannot
 * forget.
 *
 * <p>Byte form, version 1, which covers the versions of its parts: the counts in order of their
 * accessors, the histogram, the visitors, the busy time by service.
 */
public final class PerformanceSummary implements Summary<PerformanceSummary> {
  static final int MAX_SERVICES = 50;

  private static final int VERSION = 1;

  private long requests;
  private long interactions;
  private long errors;
  private long clientErrors;
  private long satisfied;
  private long tolerating;
  private long frustrated;
  private LogHistogram durations = new LogHistogram();
  private UniqueVisitors visitors = new UniqueVisitors();
  private NamedCounts busyMicros = new NamedCounts(MAX_SERVICES);

  /** Adds an event, or takes it back. */
  void add(AnalyticsEvent event, Verdict verdict, int sign) {
    Request request = event.request();
    requests += sign;
    interactions += event.interaction() ? sign : 0;
    errors += isError(request) ? sign : 0;
    clientErrors += request.status() >= 400 && request.status() < 500 ? sign : 0;
    satisfied += verdict == Verdict.SATISFIED ? sign : 0;
    tolerating += verdict == Verdict.TOLERATING ? sign : 0;
    frustrated += verdict == Verdict.FRUSTRATED ? sign : 0;
    durations.add(request.durationMicros(), sign);
    for (ServiceTime service : request.services()) {
      busyMicros.add(service.service(), sign * service.busyMicros());
    }
    String visitor = event.client() == null ? null : event.client().visitorId();
    if (sign > 0 && visitor != null) {
      visitors.add(visitor);
    }
  }

  /** Whether a request failed on the server's side. */
  static boolean isError(Request request) {
    return request.error() || request.status() >= 500;
  }

  @Override
  public void merge(PerformanceSummary other) {
    requests += other.requests;
    interactions += other.interactions;
    errors += other.errors;
    clientErrors += other.clientErrors;
    satisfied += other.satisfied;
    tolerating += other.tolerating;
    frustrated += other.frustrated;
    durations.merge(other.durations);
    visitors.merge(other.visitors);
    busyMicros.merge(other.busyMicros);
  }

  @Override
  public boolean isEmpty() {
    boolean counted =
        (requests | interactions | errors | clientErrors | satisfied | tolerating | frustrated)
            != 0;
    return !counted && durations.isEmpty() && busyMicros.isEmpty();
  }

  /** The number of requests. */
  @Override
  public long weight() {
    return requests;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Numbers.write(requests, out);
    Numbers.write(interactions, out);
    Numbers.write(errors, out);
    Numbers.write(clientErrors, out);
    Numbers.write(satisfied, out);
    Numbers.write(tolerating, out);
    Numbers.write(frustrated, out);
    durations.write(out);
    visitors.write(out);
    busyMicros.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalStateException for an unknown version
   */
  public static PerformanceSummary read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("performance summary in unknown version " + version);
    }
    PerformanceSummary summary = new PerformanceSummary();
    summary.requests = Numbers.read(in);
    summary.interactions = Numbers.read(in);
    summary.errors = Numbers.read(in);
    summary.clientErrors = Numbers.read(in);
    summary.satisfied = Numbers.read(in);
    summary.tolerating = Numbers.read(in);
    summary.frustrated = Numbers.read(in);
    summary.durations = LogHistogram.read(in);
    summary.visitors = UniqueVisitors.read(in);
    summary.busyMicros = NamedCounts.read(in, MAX_SERVICES);
    return summary;
  }

  public long requests() {
    return requests;
  }

  public long interactions() {
    return interactions;
  }

  /** Requests with an error, or a status of 500 and above. */
  public long errors() {
    return errors;
  }

  /** Requests with a status of 400 to 499. */
  public long clientErrors() {
    return clientErrors;
  }

  public long satisfied() {
    return satisfied;
  }

  public long tolerating() {
    return tolerating;
  }

  public long frustrated() {
    return frustrated;
  }

  /**
   * The Apdex score in thousandths: satisfied requests, and half of those that were tolerated, of
   * all.
   *
   * @throws ArithmeticException where there are no requests
   */
  public long apdexThousandths() {
    long all = satisfied + tolerating + frustrated;
    return (1_000 * (2 * satisfied + tolerating) + all) / (2 * all);
  }

  /** Durations of the requests, microseconds. */
  public LogHistogram durations() {
    return durations;
  }

  /** Visitors with a request, also where it was taken back. */
  public UniqueVisitors visitors() {
    return visitors;
  }

  /** Microseconds not spent in children, by service; the rest beyond some as {@code (other)}. */
  public NavigableMap<String, Long> busyMicros() {
    return busyMicros.sums();
  }
}
