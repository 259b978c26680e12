package dev.footfall.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The byte form of an event's items, a part of {@link EventContent}: their number; of each the
 * number of its fields, then code and text of each field.
 */
final class ItemContent {
  private static final ItemField[] BY_CODE = byCode();

  private ItemContent() {}

  private static ItemField[] byCode() {
    ItemField[] fields = new ItemField[ItemField.values().length];
    for (ItemField field : ItemField.values()) {
      fields[field.code()] = field;
    }
    return fields;
  }

  static void write(List<Item> items, ContentWriter out) {
    out.writeNumber(items.size());
    for (Item item : items) {
      out.writeNumber(item.fields().size());
      for (Map.Entry<ItemField, String> field : item.fields().entrySet()) {
        out.writeByte(field.getKey().code());
        out.writeText(field.getValue());
      }
    }
  }

  static List<Item> read(ContentReader in) {
    int count = in.readInt();
    if (count == 0) {
      return List.of();
    }
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Map<ItemField, String> fields = new EnumMap<>(ItemField.class);
      for (int left = in.readInt(); left > 0; left--) {
        fields.put(BY_CODE[in.readByte()], in.readName());
      }
      items.add(new Item(fields));
    }
    return items;
  }
}
