package dev.footfall.local.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.local.compare.ComparedOutput.Folding;
import dev.footfall.sink.Column.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes of a part's records what is compared: one row for each key, and how often it was there. */
final class Fold {
  private final ComparedOutput output;
  private final Folding folding;
  private final List<String> sums;
  private final SideCounts counts;
  private final Map<String, Row> rows = new HashMap<>();

  Fold(ComparedOutput output, Folding folding, SideCounts counts) {
    this.output = output;
    this.folding = folding;
    this.sums = output.named(Role.SUM);
    this.counts = counts;
  }

  /**
   * What there is of a key.
   *
   * @param count how many records, where each counts; else 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(long revision, byte[] line, int count) {
    ObjectNode json() {
      return ReadRecords.row(line);
    }
  }

  Map<String, Row> rows() {
    return rows;
  }

  void add(RunRecord record) {
    rows.merge(record.key(), new Row(record.revision(), record.line(), 1), this::merge);
  }

  private Row merge(Row before, Row next) {
    return switch (folding) {
      case COUNT -> new Row(before.revision, before.line, before.count + next.count);
      case SUM -> new Row(before.revision, sum(before.json(), next.json()), 1);
      case LAST_REVISION -> last(before, next);
    };
  }

  private Row last(Row before, Row next) {
    if (before.revision == next.revision) {
      return sameRevision(before, next);
    }
    return before.revision > next.revision ? before : next;
  }

  /** Pieces of a run each say what they know of a window that they share: one of them all of it. */
  private Row sameRevision(Row before, Row next) {
    if (Arrays.equals(before.line, next.line) || before.json().equals(next.json())) {
      counts.repeated++;
    } else if (!output.isDone(before.json())) {
      return next;
    } else if (output.isDone(next.json())) {
      counts.contradict(next.json());
    }
    return before;
  }

  private byte[] sum(ObjectNode before, ObjectNode next) {
    for (String column : sums) {
      before.put(column, before.path(column).asLong() + next.path(column).asLong());
    }
    return before.toString().getBytes(StandardCharsets.UTF_8);
  }
}
