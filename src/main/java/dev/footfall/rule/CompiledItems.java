package dev.footfall.rule;

import dev.footfall.event.DecimalText;
import dev.footfall.event.Item;
import dev.footfall.event.ItemField;
import dev.footfall.event.ItemField.Kind;
import dev.footfall.event.ParameterValue;
import dev.footfall.otlp.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rule reads the items of its event, ready to run. Thread-safe.
 *
 * @param eachSpan null for one item of the whole request
 * @param fields sources in the rule's order; the first of a field that gives a value counts
 */
record CompiledItems(Rule.@Nullable EachSpan eachSpan, List<FieldReader> fields) {

  /** A source of a field. */
  record FieldReader(ItemField field, ParameterReader reader) {}

  /** The items in their order; those beyond {@link Item#MAX_ITEMS} are dropped and counted. */
  List<Item> read(Reading reading) {
    List<Item> items = new ArrayList<>(1);
    if (eachSpan == null) {
      addAll(reading, items);
      return items;
    }
    SpanTree tree = reading.entry().tree();
    for (int i = tree.first(reading.entry().place()); i >= 0; i = tree.next(i)) {
      if (isItem(eachSpan, tree.span(i))) {
        reading.goToSpan(tree.span(i));
        addAll(reading, items);
      }
    }
    return items;
  }

  private static boolean isItem(Rule.EachSpan test, Span span) {
    return (test.service() == null || test.service().equals(span.service().name()))
        && (test.spanName() == null || test.spanName().equals(span.name()))
        && (test.attribute() == null || span.attribute(test.attribute()) != null);
  }

  /** Attributes that are lists make an item of each of their places. */
  private void addAll(Reading reading, List<Item> items) {
    reading.clearPlaces();
    int place = 0;
    do {
      if (items.size() == Item.MAX_ITEMS) {
        reading.countDroppedItems(reading.places() - place);
        return;
      }
      reading.goToPlace(place);
      add(reading, items);
    } while (++place < reading.places());
  }

  /** An item must at least have a number or a name, as in GA4. */
  private void add(Reading reading, List<Item> items) {
    Map<ItemField, String> values = values(reading);
    if (values.containsKey(ItemField.ITEM_ID) || values.containsKey(ItemField.ITEM_NAME)) {
      items.add(new Item(values));
    } else if (!values.isEmpty()) {
      reading.countDroppedItems(1);
    }
  }

  private Map<ItemField, String> values(Reading reading) {
    Map<ItemField, String> values = new EnumMap<>(ItemField.class);
    reading.item(values);
    for (FieldReader source : fields) {
      ItemField field = source.field;
      if (!values.containsKey(field)) {
        ParameterValue value = source.reader.read(reading);
        String text = value == null ? null : usable(field.kind(), value.text());
        if (text != null) {
          values.put(field, text);
        } else if (value != null) {
          reading.countDropped(field.fieldName());
        }
      }
    }
    return values;
  }

  private static @Nullable String usable(Kind kind, String text) {
    return switch (kind) {
      case TEXT -> text;
      case DECIMAL -> DecimalText.amount(text);
      case WHOLE -> DecimalText.whole(text);
    };
  }
}
