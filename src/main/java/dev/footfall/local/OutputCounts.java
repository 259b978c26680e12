package dev.footfall.local;

import dev.footfall.sink.Output;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up what the job has put out: rows of events, of the accounting, and dead letters.
 *
 * <p>An event counts once, under its name, however often it is revised, and no longer once it is
 * retracted.
 */
final class OutputCounts {
  private final Map<String, Long> eventsByName = new TreeMap<>();
  private final Map<String, Long> spansByClass = new TreeMap<>();
  private final Map<String, Long> recordsByReason = new TreeMap<>();
  private final Map<String, Long> deadLettersByReason = new TreeMap<>();
  private final VisitCounts visits = new VisitCounts();
  private final Set<String> retracted = new HashSet<>();
  private long revisions;
  private long bytes;

  /** Counts a row of an output. */
  void add(Output output, byte[] row) {
    switch (output) {
      case EVENTS -> event(row);
      case SESSIONS, FUNNELS, PERFORMANCE -> {
        bytes += row.length;
        visits.add(output, row);
      }
      case TRAFFIC -> bytes += row.length;
      case ACCOUNTING -> accounting(row);
      case DEAD_LETTERS -> deadLetter(row);
    }
  }

  void event(byte[] row) {
    bytes += row.length;
    JsonRow event = JsonRow.read(row);
    String name = event.text("event_name", "(none)");
    if (event.text("retracted").equals("true")) {
      retracted.add(event.text("event_id"));
      eventsByName.merge(name, -1L, Long::sum);
    } else if (event.text("revision", "1").equals("1")
        || retracted.remove(event.text("event_id"))) {
      eventsByName.merge(name, 1L, Long::sum);
    } else {
      revisions++;
    }
  }

  void accounting(byte[] row) {
    bytes += row.length;
    JsonRow count = JsonRow.read(row);
    long spans = count.number("spans");
    long records = count.number("records");
    if (spans > 0) {
      spansByClass.merge(count.text("class", "(none)"), spans, Long::sum);
    }
    if (records > 0) {
      recordsByReason.merge(count.text("reason", "(none)"), records, Long::sum);
    }
  }

  void deadLetter(byte[] row) {
    bytes += row.length;
    deadLettersByReason.merge(JsonRow.read(row).text("reason", "(none)"), 1L, Long::sum);
  }

  /** What was put out about visits. */
  VisitCounts visits() {
    return visits;
  }

  Map<String, Long> eventsByName() {
    return eventsByName;
  }

  long events() {
    return sum(eventsByName);
  }

  /** Rows that changed an event that was there before. */
  long revisions() {
    return revisions;
  }

  Map<String, Long> spansByClass() {
    return spansByClass;
  }

  /** Spans of all classes: those of the minutes that are accounted for by now. */
  long accountedSpans() {
    return sum(spansByClass);
  }

  /** Records that are counted apart from the spans. */
  Map<String, Long> recordsByReason() {
    return recordsByReason;
  }

  Map<String, Long> deadLettersByReason() {
    return deadLettersByReason;
  }

  /** Bytes of all rows. */
  long bytes() {
    return bytes;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
