package dev.footfall.trial;

/**
 * An event or a session as one of two configurations made it, on its way to where both meet.
 *
 * @param shadow whether it is the other configuration's
 * @param kind what it is
 * @param group what both sides' rows meet by: the trace, or the visitor
 * @param place within the group, what both sides' rows are paired by: the entry span's id, or the
 *     session's start in epoch microseconds
 * @param id of the event or session: 32 hex
 * @param revision of an id's rows the highest counts
 * @param retracted whether it was taken back
 * @param rule of an event the rule that made it, of a session empty
 * @param ruleIndex the rule's place in the configuration
 * @param content the columns that are compared, as one JSON object
 */
@SuppressWarnings("ArrayRecordComponent")
public record SideRow(
    boolean shadow,
    Kind kind,
    long group,
    long place,
    String id,
    int revision,
    boolean retracted,
    String rule,
    int ruleIndex,
    byte[] content) {

  /** What a row is. */
  public enum Kind {
    EVENT,
    SESSION
  }
}
