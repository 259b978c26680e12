package dev.footfall.local.shop;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What a shop has made and sent so far; the truth that the job's output is held against. */
public final class ShopLedger {
  private final Map<RequestKind, Long> requests = new EnumMap<>(RequestKind.class);
  private final Map<RequestKind, Long> failures = new EnumMap<>(RequestKind.class);
  private final Map<String, Long> lost = new TreeMap<>();
  private long traces;
  private long spans;
  private long visits;
  private long visitRequests;
  private long records;
  private long bytes;
  private long sentSpans;
  private long duplicateSpans;
  private long badSpans;
  private long unusableRecords;
  private long unusableBytes;

  void visit() {
    visits++;
  }

  void request(ShopRequest request) {
    requests.merge(request.kind(), 1L, Long::sum);
    if (request.failed()) {
      failures.merge(request.kind(), 1L, Long::sum);
    }
    if (request.visitor().isPerson()) {
      visitRequests++;
    }
  }

  void lost(String errorType, int visits) {
    lost.merge(errorType, (long) visits, Long::sum);
  }

  void trace(int spanCount) {
    traces++;
    spans += spanCount;
  }

  void sent(int spanCount, int byteCount) {
    records++;
    bytes += byteCount;
    sentSpans += spanCount;
  }

  void sentAgain(int spanCount, int byteCount) {
    sent(spanCount, byteCount);
    duplicateSpans += spanCount;
  }

  void sentBadSpan(int byteCount) {
    sent(1, byteCount);
    badSpans++;
  }

  void sentUnusable(int byteCount) {
    sent(0, byteCount);
    unusableRecords++;
    unusableBytes += byteCount;
  }

  /** Requests by what they ask for, made by whomever; each is one trace with an entry span. */
  public Map<RequestKind, Long> requests() {
    return new EnumMap<>(requests);
  }

  /** Those of {@link #requests} that were answered by an error, 404 aside. */
  public Map<RequestKind, Long> failures() {
    return new EnumMap<>(failures);
  }

  /** All requests. */
  public long requestCount() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Requests of people: neither crawlers, nor probes, nor health checks. */
  public long visitRequests() {
    return visitRequests;
  }

  /**
   * Visits of people that have begun. A visitor may come back; each visit makes one request at
   * least.
   */
  public long visits() {
    return visits;
  }

  /** Payments that went through. */
  public long purchases() {
    return requests.getOrDefault(RequestKind.PAYMENT, 0L) - failedPayments();
  }

  /** Payments that the payment service answered with an error. */
  public long failedPayments() {
    return failures.getOrDefault(RequestKind.PAYMENT, 0L);
  }

  /**
   * Visits without a purchase that a failed payment is the last page of, by the error type of the
   * payment service. As long as the shop is open some of them may go on.
   */
  public Map<String, Long> lostByFailedPayment() {
    Map<String, Long> visits = new TreeMap<>(lost);
    visits.values().removeIf(count -> count == 0);
    return visits;
  }

  /**
   * Traces, each counted once: those of the requests, and those of scheduled work that nobody asked
   * for.
   */
  public long traces() {
    return traces;
  }

  /** Spans made, each counted once, whether sent yet or not. */
  public long spans() {
    return spans;
  }

  /** Records sent, the damaged and repeated among them. */
  public long records() {
    return records;
  }

  /** Bytes of the values of those records. */
  public long bytes() {
    return bytes;
  }

  /** Spans in those records: made ones, repeated ones, and bad ones. */
  public long sentSpans() {
    return sentSpans;
  }

  /** Spans of {@link #sentSpans} that were sent before. */
  public long duplicateSpans() {
    return duplicateSpans;
  }

  /** Spans of {@link #sentSpans} whose trace id has a wrong length, each in a record of its own. */
  public long badSpans() {
    return badSpans;
  }

  /** Records of which no span can be read. */
  public long unusableRecords() {
    return unusableRecords;
  }

  /** Bytes of {@link #unusableRecords}. */
  public long unusableBytes() {
    return unusableBytes;
  }
}
