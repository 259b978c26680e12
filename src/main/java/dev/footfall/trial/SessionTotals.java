package dev.footfall.trial;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums over the sessions of one configuration, by their last records. Not thread-safe. */
public final class SessionTotals implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String REVENUE = "revenue.";

  private long sessions;
  private long closed;
  private long bounces;
  private long engaged;
  private long conversions;
  private long pageViews;
  private final TreeMap<String, BigDecimal> revenue = new TreeMap<>();

  void add(SortedMap<String, String> session) {
    sessions++;
    closed += is(session, "state", "closed");
    bounces += is(session, "is_bounce", "true");
    engaged += is(session, "is_engaged", "true");
    conversions += RowValues.sum(session.getOrDefault("conversions", "[]"), "count");
    pageViews += Long.parseLong(session.getOrDefault("page_views", "0"));
    session
        .tailMap(REVENUE)
        .forEach(
            (name, sum) -> {
              if (name.startsWith(REVENUE)) {
                revenue.merge(
                    name.substring(REVENUE.length()), new BigDecimal(sum), BigDecimal::add);
              }
            });
  }

  private static int is(SortedMap<String, String> session, String column, String value) {
    return value.equals(session.get(column)) ? 1 : 0;
  }

  void merge(SessionTotals other) {
    sessions += other.sessions;
    closed += other.closed;
    bounces += other.bounces;
    engaged += other.engaged;
    conversions += other.conversions;
    pageViews += other.pageViews;
    other.revenue.forEach((currency, sum) -> revenue.merge(currency, sum, BigDecimal::add));
  }

  public long sessions() {
    return sessions;
  }

  /** Those that the end of the range did not cut off. */
  public long closed() {
    return closed;
  }

  public long bounces() {
    return bounces;
  }

  public long engaged() {
    return engaged;
  }

  public long conversions() {
    return conversions;
  }

  public long pageViews() {
    return pageViews;
  }

  /** By currency. */
  public Map<String, BigDecimal> revenue() {
    return Collections.unmodifiableMap(revenue);
  }
}
