package dev.footfall.sink;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of all outputs, and where each comes from, as Markdown. */
final class FieldTables {
  private static final String WRITTEN =
      "<!-- Written from the declared columns by scripts/schemas; do not edit. -->\n";

  private static final Set<Output> LAKE = Set.of(Output.EVENTS, Output.SESSIONS, Output.FUNNELS);

  private FieldTables() {}

  static String fields() {
    StringBuilder text =
        new StringBuilder(
            WRITTEN
                + """
                # Fields of the outputs

                One JSON object per record of a topic, or per line of a file; a value that is absent is left out. "Always" marks what each
                record has. The same as JSON Schemas: `docs/schema/`; topics, keys and bindings: `docs/schema/asyncapi.yaml`. What each field is
                for and made of: `docs/data-map.md`.

                Types: an *instant* is a text such as `2026-11-24T11:29:52.560123Z`, in UTC; a *number* has at most three decimals; a *decimal* is
                exact; *bytes* are in Base64; a *map* is an object with free names.
                """);
    for (DeclaredOutput output : DeclaredOutput.ALL) {
      text.append("\n## ").append(output.topic()).append("\n\n").append(output.summary());
      text.append("\nKey: ").append(output.key()).append(". Record time: ").append(output.time());
      text.append(".\n\n| field | type | always | what it is |\n|---|---|---|---|\n");
      output.columns().forEach(column -> row("", column.field(), text));
    }
    return text.toString();
  }

  static String dataMap() {
    StringBuilder text =
        new StringBuilder(
            WRITTEN
                + """
                # Data map

                What the outputs hold, why, and what it is made of. Purposes: %s.

                Retention of a topic is its `retention.ms`, of the lake its bucket's rule: both are the owner's. In the job, originals of personal
                data (addresses, user agents, cookies, user ids, referrers) end in decode, before the first shuffle; only dead letters may
                hold them. Fields for *visitors* are keyed ids: pseudonymous personal data. Those of a connection cannot be derived again once their
                day's key is deleted from the key ring; rows that are stored stay linked until their retention ends.
                """
                    .formatted(
                        Arrays.stream(Column.Purpose.values())
                            .map(FieldTables::words)
                            .collect(Collectors.joining(", "))));
    for (DeclaredOutput output : DeclaredOutput.ALL) {
      text.append("\n## ").append(output.topic()).append("\n\n").append(output.summary());
      text.append("\nPlace: topic `").append(output.topic()).append("`");
      text.append(
          LAKE.contains(output.output())
              ? ", lake folder `" + output.output().suffix() + "/`. "
              : ". ");
      text.append(output.kept());
      text.append("\n\n| field | purpose | made of |\n|---|---|---|\n");
      for (Column<?> column : output.columns()) {
        text.append("| `").append(column.name()).append("` | ").append(words(column.purpose()));
        text.append(" | ").append(cell(column.source())).append(" |\n");
      }
    }
    return text.toString();
  }

  private static void row(String within, Field<?> field, StringBuilder text) {
    String name = within + field.name();
    text.append("| `").append(name).append("` | ").append(type(field.type()));
    text.append(field.unit() == null ? "" : ", " + field.unit());
    text.append(" | ").append(field.required() ? "always" : "").append(" | ");
    text.append(cell(field.description())).append(" |\n");
    ColumnType type = field.type();
    String inside = name + ".";
    if (type instanceof ColumnType.ListOf list) {
      type = list.element();
      inside = name + "[].";
    }
    if (type instanceof ColumnType.StructOf struct) {
      for (Field<?> each : struct.struct().fields()) {
        row(inside, each, text);
      }
    }
  }

  private static String type(ColumnType type) {
    if (type instanceof ColumnType.ListOf list) {
      return "list of " + type(list.element());
    }
    if (type instanceof ColumnType.MapOf map) {
      return "map of " + type(map.value());
    }
    return type instanceof ColumnType.Scalar scalar ? words(scalar) : "object";
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
