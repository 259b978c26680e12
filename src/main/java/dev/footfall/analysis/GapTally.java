package dev.footfall.analysis;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.aggregate.Numbers;
import dev.footfall.aggregate.UniqueVisitors;
import dev.footfall.session.Session;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.EndReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sessions under one gap, as sums: equal sessions give equal bytes, in whatever order and
 * grouping they came. Machines' sessions are counted apart and are in none of the other numbers.
 */
public final class GapTally {
  long sessions;
  long bounces;
  long engaged;
  long converted;
  long cut;
  long edges;
  long machines;
  final UniqueVisitors visitors = new UniqueVisitors();
  final LogHistogram durationMillis = new LogHistogram();
  final LogHistogram pageViews = new LogHistogram();
  final TreeMap<String, Long> conversions = new TreeMap<>();

  /**
   * Counts a session's last record.
   *
   * @return whether it is a person's, as far as its sender says, and so is in the numbers
   */
  boolean add(Session session) {
    Content content = session.content();
    if (!content.circumstances().isHuman()) {
      machines++;
      return false;
    }
    sessions++;
    bounces += content.bounce() ? 1 : 0;
    engaged += content.engaged() ? 1 : 0;
    converted += content.conversions().isEmpty() ? 0 : 1;
    edges += session.edge() ? 1 : 0;
    cut += session.endReason() == EndReason.END_OF_RANGE ? 1 : 0;
    visitors.add(session.visitorId());
    durationMillis.add(content.observedMicros() / 1_000);
    pageViews.add(content.pageViews());
    content.conversions().keySet().forEach(name -> conversions.merge(name, 1L, Long::sum));
    return true;
  }

  void merge(GapTally other) {
    sessions += other.sessions;
    bounces += other.bounces;
    engaged += other.engaged;
    converted += other.converted;
    cut += other.cut;
    edges += other.edges;
    machines += other.machines;
    visitors.merge(other.visitors);
    durationMillis.merge(other.durationMillis);
    pageViews.merge(other.pageViews);
    other.conversions.forEach((name, count) -> conversions.merge(name, count, Long::sum));
  }

  void write(DataOutput out) throws IOException {
    Numbers.write(sessions, out);
    Numbers.write(bounces, out);
    Numbers.write(engaged, out);
    Numbers.write(converted, out);
    Numbers.write(cut, out);
    Numbers.write(edges, out);
    Numbers.write(machines, out);
    visitors.write(out);
    durationMillis.write(out);
    pageViews.write(out);
    Numbers.write(conversions.size(), out);
    for (Map.Entry<String, Long> each : conversions.entrySet()) {
      out.writeUTF(each.getKey());
      Numbers.write(each.getValue(), out);
    }
  }

  static GapTally read(DataInput in) throws IOException {
    GapTally tally = new GapTally();
    tally.sessions = Numbers.read(in);
    tally.bounces = Numbers.read(in);
    tally.engaged = Numbers.read(in);
    tally.converted = Numbers.read(in);
    tally.cut = Numbers.read(in);
    tally.edges = Numbers.read(in);
    tally.machines = Numbers.read(in);
    tally.visitors.merge(UniqueVisitors.read(in));
    tally.durationMillis.merge(LogHistogram.read(in));
    tally.pageViews.merge(LogHistogram.read(in));
    for (long left = Numbers.read(in); left > 0; left--) {
      tally.conversions.put(in.readUTF(), Numbers.read(in));
    }
    return tally;
  }

  /** Persons' sessions. */
  public long sessions() {
    return sessions;
  }

  /** Visitors with at least one of them; exact up to 1,024, beyond that within some 3 %. */
  public long visitors() {
    return visitors.estimate();
  }

  /** One page view and no other interaction. */
  public long bounces() {
    return bounces;
  }

  /** Two page views, ten seconds or a conversion. */
  public long engaged() {
    return engaged;
  }

  /** Sessions with at least one conversion. */
  public long converted() {
    return converted;
  }

  /** Sessions with a conversion of that name. */
  public Map<String, Long> conversions() {
    return java.util.Collections.unmodifiableMap(conversions);
  }

  /** Sessions that the end of the range cut off: the gap after them was not over. */
  public long cut() {
    return cut;
  }

  /** Sessions that may have begun before what was read. */
  public long edges() {
    return edges;
  }

  /** Sessions of bots, monitors and others that say they are no persons. */
  public long machines() {
    return machines;
  }

  /** From the first to the last interaction. */
  public LogHistogram durationMillis() {
    return durationMillis;
  }

  public LogHistogram pageViews() {
    return pageViews;
  }
}
