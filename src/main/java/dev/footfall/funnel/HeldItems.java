package dev.footfall.funnel;

import dev.footfall.event.Item;
import dev.footfall.event.ItemField;
import dev.footfall.funnel.FunnelEvent.Held;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an event's items carry of a field that a funnel holds constant. */
final class HeldItems {
  /** Stands before the name of an item's field. */
  static final String PREFIX = "items.";

  private HeldItems() {}

  /**
   * Each value once, with what its lines are worth together. Where the price of an event's only
   * item is unknown, the event's own value stands; of several, such a line is worth nothing that is
   * known.
   */
  static List<Held> of(List<Item> items, String property) {
    ItemField field = ItemField.named(property.substring(PREFIX.length()));
    if (items.isEmpty() || field == null) {
      return List.of();
    }
    Map<String, BigDecimal> lines = new LinkedHashMap<>();
    for (Item item : items) {
      String value = item.text(field);
      if (value != null) {
        BigDecimal line = item.lineValue();
        lines.merge(value, line == null ? BigDecimal.ZERO : line, BigDecimal::add);
      }
    }
    boolean ownValue = items.size() == 1 && items.get(0).lineValue() == null;
    List<Held> held = new ArrayList<>(lines.size());
    lines.forEach((value, line) -> held.add(new Held(value, ownValue ? null : line)));
    return held;
  }
}
