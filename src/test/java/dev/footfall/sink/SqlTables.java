package dev.footfall.sink;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tables for the outputs in the dialects of warehouses, with a column for each declared one. */
final class SqlTables {
  private static final String WRITTEN =
      "-- Written from the declared columns by scripts/schemas; do not edit.\n";

  private SqlTables() {}

  /** Tables that follow the topics: a consumer, the rows, and a view between them. */
  static String clickHouse() {
    StringBuilder sql =
        new StringBuilder(
            WRITTEN
                + """
                -- ClickHouse follows the topics. Replace broker:9092. A record that is no JSON goes nowhere, but is told by
                -- SELECT _error, _raw_message FROM the queue. Rows of one key are collapsed to the highest revision: ask with FINAL.
                """);
    for (DeclaredOutput output : DeclaredOutput.ALL) {
      if (output.output() != Output.DEAD_LETTERS) {
        sql.append(follow(output));
      }
    }
    return sql.toString();
  }

  private static String follow(DeclaredOutput output) {
    String name = output.output().suffix();
    String columns = columns(output.columns(), SqlTables::clickHouse);
    Order order = Order.of(output.output());
    return """

    CREATE TABLE footfall_%1$s_queue (
    %2$s
    ) ENGINE = Kafka SETTINGS
      kafka_broker_list = 'broker:9092', kafka_topic_list = '%3$s', kafka_group_name = 'clickhouse-%1$s',
      kafka_format = 'JSONEachRow', kafka_handle_error_mode = 'stream',
      date_time_input_format = 'best_effort', input_format_json_read_numbers_as_strings = 1;

    CREATE TABLE footfall_%1$s (
    %2$s
    ) ENGINE = %4$s
    PARTITION BY toYYYYMM(%5$s) ORDER BY (%6$s);

    CREATE MATERIALIZED VIEW footfall_%1$s_consumer TO footfall_%1$s AS
    SELECT * FROM footfall_%1$s_queue WHERE _error = '';
    """
        .formatted(name, columns, output.topic(), order.engine(), order.time(), order.by());
  }

  /** Tables over the lake's files in Google's object store. */
  static String bigQuery() {
    StringBuilder sql =
        new StringBuilder(
            WRITTEN
                + """
                -- BigQuery over the lake's files. Replace gs://lake/footfall and the data set's name. Columns are named so that a file of
                -- another version is read as well. One wildcard is all that is allowed, so files that wait to be merged may be read for
                -- some minutes beside the merged one: events_latest takes each event once all the same.
                """);
    for (DeclaredOutput output : DeclaredOutput.ALL) {
      switch (output.output()) {
        case EVENTS -> sql.append(external(output, "dt DATE, hour INT64"));
        case SESSIONS, FUNNELS -> sql.append(external(output, "dt DATE"));
        default -> {}
      }
    }
    sql.append(
        """

        -- The events as they are: of each the last revision, unless it takes the event back.
        CREATE OR REPLACE VIEW footfall.events_latest AS
        SELECT * FROM (
          SELECT * FROM footfall.events WHERE true
          QUALIFY ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY revision DESC) = 1)
        WHERE NOT retracted;
        """);
    return sql.toString();
  }

  private static String external(DeclaredOutput output, String partitions) {
    String name = output.output().suffix();
    return """

    CREATE OR REPLACE EXTERNAL TABLE footfall.%1$s (
    %2$s
    )
    WITH PARTITION COLUMNS (%3$s)
    OPTIONS (format = 'PARQUET', enable_list_inference = true,
      hive_partition_uri_prefix = 'gs://lake/footfall/%1$s',
      uris = ['gs://lake/footfall/%1$s/*.parquet']);
    """
        .formatted(name, columns(output.columns(), SqlTables::bigQuery), partitions);
  }

  private static String columns(
      List<? extends Column<?>> columns, Function<Field<?>, String> type) {
    return columns.stream()
        .map(column -> "  `" + column.name() + "` " + type.apply(column.field()))
        .collect(Collectors.joining(",\n"));
  }

  private static String clickHouse(Field<?> field) {
    String type = clickHouse(field.type());
    boolean composite =
        !(field.type() instanceof ColumnType.Scalar); // lists, maps and tuples are never null
    if (field.name().equals("revision")) {
      return "UInt64"; // what ClickHouse asks of a version
    }
    return field.required() || composite ? type : "Nullable(" + type + ")";
  }

  private static String clickHouse(ColumnType type) {
    if (type instanceof ColumnType.ListOf list) {
      return "Array(" + clickHouse(list.element()) + ")";
    }
    if (type instanceof ColumnType.MapOf map) {
      return "Map(String, " + clickHouse(map.value()) + ")";
    }
    if (type instanceof ColumnType.StructOf struct) {
      return struct.struct().fields().stream()
          .map(field -> "`" + field.name() + "` " + clickHouse(field))
          .collect(Collectors.joining(", ", "Tuple(", ")"));
    }
    return switch ((ColumnType.Scalar) type) {
      case STRING, BYTES, STRING_OR_NUMBER -> "String";
      case INTEGER -> "Int64";
      case NUMBER -> "Float64";
      case DECIMAL -> "Decimal(38, 9)";
      case BOOLEAN -> "Bool";
      case INSTANT -> "DateTime64(6, 'UTC')";
    };
  }

  private static String bigQuery(Field<?> field) {
    return bigQuery(field.type());
  }

  private static String bigQuery(ColumnType type) {
    if (type instanceof ColumnType.ListOf list) {
      return "ARRAY<" + bigQuery(list.element()) + ">";
    }
    if (type instanceof ColumnType.MapOf map) {
      return "STRUCT<key_value ARRAY<STRUCT<key STRING, value " + bigQuery(map.value()) + ">>>";
    }
    if (type instanceof ColumnType.StructOf struct) {
      return struct.struct().fields().stream()
          .map(field -> "`" + field.name() + "` " + bigQuery(field))
          .collect(Collectors.joining(", ", "STRUCT<", ">"));
    }
    return switch ((ColumnType.Scalar) type) {
      case STRING, STRING_OR_NUMBER -> "STRING";
      case BYTES -> "BYTES";
      case INTEGER -> "INT64";
      case NUMBER -> "FLOAT64";
      case DECIMAL -> "NUMERIC";
      case BOOLEAN -> "BOOL";
      case INSTANT -> "TIMESTAMP";
    };
  }

  /**
   * What rows are told apart by in ClickHouse; rows of the accounting add up, and none replaces
   * another.
   */
  private record Order(String time, String by, String engine) {
    private static final String REPLACING = "ReplacingMergeTree(revision)";

    static Order of(Output output) {
      return switch (output) {
        case EVENTS -> new Order("event_time", "event_id", REPLACING);
        case SESSIONS -> new Order("session_start", "session_id", REPLACING);
        case FUNNELS ->
            new Order("window_start", "funnel_id, window_start, ifNull(breakdown, '')", REPLACING);
        case PERFORMANCE ->
            new Order(
                "window_start",
                "dimension, window_start, value, ifNull(service_version, '')",
                REPLACING);
        case TRAFFIC ->
            new Order(
                "window_start", "kind, window_start, value, ifNull(second_value, '')", REPLACING);
        case ACCOUNTING, DEAD_LETTERS -> new Order("minute", "minute, class, reason", "MergeTree");
      };
    }
  }
}
