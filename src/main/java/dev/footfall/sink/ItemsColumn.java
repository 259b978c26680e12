package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Role.CATALOG;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Item;
import dev.footfall.event.ItemField;
import dev.footfall.sink.ColumnType.Scalar;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The column of what an event is about, with the names that GA4's export has for an item. */
final class ItemsColumn {
  private static final Struct<Item> ITEM = item();

  static final Column<AnalyticsEvent> COLUMN =
      new Column<AnalyticsEvent>(
              "items",
              ITEM.listType(),
              null,
              "What the event is about, such as the lines of an order; at most 200 items.",
              ANALYSIS,
              "the rule's items: captures of the path, span attributes, the catalog",
              ItemsColumn::write)
          .as(CATALOG);

  private ItemsColumn() {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static Struct<Item> item() {
    List<Field<Item>> fields = Arrays.stream(ItemField.values()).map(ItemsColumn::field).toList();
    return Struct.of((Field<Item>[]) fields.toArray(new Field[0]));
  }

  private static Field<Item> field(ItemField field) {
    return switch (field.kind()) {
      case TEXT ->
          Field.optional(
              field.fieldName(),
              Scalar.STRING,
              field.description(),
              (item, out) -> out.text(item.text(field)));
      case DECIMAL ->
          Field.optional(
              field.fieldName(),
              Scalar.DECIMAL,
              field.description(),
              (item, out) -> {
                String number = item.text(field);
                if (number != null) {
                  out.decimal(new BigDecimal(number));
                }
              });
      case WHOLE ->
          Field.optional(
              field.fieldName(),
              Scalar.INTEGER,
              field.description(),
              (item, out) -> {
                String number = item.text(field);
                if (number != null) {
                  out.integer(Long.parseLong(number));
                }
              });
    };
  }

  private static void write(AnalyticsEvent event, RowWriter out) {
    if (!event.items().isEmpty()) {
      ITEM.writeList(event.items(), out);
    }
  }
}
