package dev.footfall.sink;

import dev.footfall.performance.PerformanceSettings;
import java.util.List;

/**
 * An output as its documents tell of it: its declared columns, and what they do not say.
 *
 * @param summary what a record is, in one sentence
 * @param key of the Kafka record
 * @param compacted whether the last record of a key is all that counts
 * @param time of the Kafka record
 * @param kept where it is kept and how long, beside the topic
 */
record DeclaredOutput(
    Output output,
    String summary,
    String key,
    boolean compacted,
    String time,
    String kept,
    List<? extends Column<?>> columns) {
  private static final String WINDOW = "the window's start";
  private static final String IN_STATE = "In Flink's state until the window is final.";

  static final List<DeclaredOutput> ALL =
      List.of(
          new DeclaredOutput(
              Output.EVENTS,
              "One thing that a visitor did; each revision of it is a record.",
              "event_id, 32 hex digits",
              true,
              "the event's",
              "In Flink's state until its session is closed and its funnels' windows are over; of"
                  + " a purchase, who made it, until transactions.retention.",
              EventSchema.columns(true)),
          new DeclaredOutput(
              Output.SESSIONS,
              "One visit as of one moment; of its records the one with the highest revision counts.",
              "session_id, 32 hex digits",
              true,
              "the session's start",
              "In Flink's state until it is closed; its number and id until sessions.visitor_retention.",
              SessionSchema.columns()),
          new DeclaredOutput(
              Output.FUNNELS,
              "The attempts at a funnel that began in one window.",
              "funnel, window's start and, where there is one, breakdown:"
                  + " purchase|2026-11-24T11:00:00Z|mobile",
              true,
              WINDOW,
              IN_STATE,
              FunnelSchema.columns(List.of(), "", 1)),
          new DeclaredOutput(
              Output.PERFORMANCE,
              "How well the requests of one page, device or service were served in one window.",
              "window's start, dimension and value: 2026-11-24T11:29:00Z|page|/cart",
              true,
              WINDOW,
              IN_STATE,
              PerformanceSchema.columns("", PerformanceSettings.DEFAULTS)),
          new DeclaredOutput(
              Output.TRAFFIC,
              "How often something happened in one window.",
              "window's start, kind and values: 2026-11-24T11:00:00Z|transition|/|/cart",
              true,
              WINDOW,
              IN_STATE,
              TrafficSchema.columns("", PerformanceSettings.DEFAULTS)),
          new DeclaredOutput(
              Output.ACCOUNTING,
              "What became of the spans that arrived in one minute; rows of one key add up.",
              "minute, class and reason: 2026-11-24T11:29:00Z|used|",
              false,
              "the minute's start",
              "In Flink's state until no span of the minute can be open.",
              AccountingSchema.columns("")),
          new DeclaredOutput(
              Output.DEAD_LETTERS,
              "Input that could not be used, as it came: it may hold personal data.",
              "topic, partition and offset of the input: otlp_spans-3-1207",
              false,
              "the input's arrival",
              "Nowhere else.",
              DeadLetterSchema.columns("")));

  /** The topic's name under the default prefix. */
  String topic() {
    return SinkSettings.DEFAULTS.topic(output);
  }

  String schemaFile() {
    return output.suffix() + ".schema.json";
  }
}
