package dev.footfall.performance;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Performance of the last revisions of events, worked out from all of them at once. */
final class PerformanceOracle {
  private static final Pattern ID =
      Pattern.compile(
          "[0-9]+|(?=.*[0-9])(?=(-*[0-9a-fA-F]){8})[0-9a-fA-F-]+|(?=.*[0-9])[0-9a-zA-Z]{20,}");

  private final long windowMillis;
  private final long targetMicros;
  private final Map<String, Long> targets;

  /** What is known of the requests under one label. */
  static final class Measures {
    final List<Request> requests = new ArrayList<>();
    long interactions;
    final Set<String> visitors = new HashSet<>();

    long count(java.util.function.Predicate<Request> test) {
      return requests.stream().filter(test).count();
    }

    /** The smallest duration that this share of requests does not exceed. */
    long quantile(double share) {
      List<Long> sorted = new ArrayList<>(requests.stream().map(Request::durationMicros).toList());
      Collections.sort(sorted);
      return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    Map<String, Long> busy() {
      Map<String, Long> busy = new TreeMap<>();
      for (Request request : requests) {
        for (ServiceTime time : request.services()) {
          busy.merge(time.service(), time.busyMicros(), Long::sum);
        }
      }
      busy.values().removeIf(micros -> micros == 0);
      return busy;
    }
  }

  PerformanceOracle(long windowMillis, long targetMicros, Map<String, Long> targets) {
    this.windowMillis = windowMillis;
    this.targetMicros = targetMicros;
    this.targets = targets;
  }

  /**
   * Measures by window, dimension and label, written as text.
   *
   * @param last the last revisions that are not retracted
   * @param ever all revisions that were ever counted
   */
  Map<String, Measures> rows(List<AnalyticsEvent> last, List<AnalyticsEvent> ever) {
    Map<String, Measures> rows = new TreeMap<>();
    for (AnalyticsEvent event : last) {
      for (String label : labels(event)) {
        Measures row = rows.computeIfAbsent(label, l -> new Measures());
        row.requests.add(event.request());
        row.interactions += event.interaction() ? 1 : 0;
      }
    }
    for (AnalyticsEvent event : ever) {
      for (String label : labels(event)) {
        if (rows.containsKey(label)
            && event.client() != null
            && event.client().connectionId() != null) {
          rows.get(label).visitors.add(event.client().connectionId());
        }
      }
    }
    return rows;
  }

  private List<String> labels(AnalyticsEvent event) {
    long start = event.eventTimeMicros() / (windowMillis * 1_000) * windowMillis;
    Request request = event.request();
    String device =
        event.client() == null
            ? "unknown"
            : event.client().deviceClass().name().toLowerCase(Locale.ROOT);
    return List.of(
        start + " page " + page(request) + " null",
        start + " device_category " + device + " null",
        start + " service_version " + request.service() + " " + request.serviceVersion());
  }

  /** {@code s}atisfied, {@code t}olerating or {@code f}rustrated. */
  char verdict(Request request) {
    long target = targets.getOrDefault(page(request), targetMicros);
    if (request.error() || request.status() > 499) {
      return 'f';
    }
    return request.durationMicros() <= target
        ? 's'
        : request.durationMicros() <= 4 * target ? 't' : 'f';
  }

  static String page(Request request) {
    if (request.route() != null) {
      return request.route();
    }
    if (request.path() == null) {
      return "(none)";
    }
    List<String> segments = new ArrayList<>();
    for (String segment : request.path().split("/", -1)) {
      String bare = segment.replaceFirst(";.*", "");
      segments.add(ID.matcher(bare).matches() ? "{id}" : bare);
    }
    return String.join("/", segments);
  }
}
