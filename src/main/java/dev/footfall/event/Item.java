package dev.footfall.event;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that an event is about, such as a line of an order.
 *
 * @param fields what is known of it, in the order of the fields; numbers as plain decimals
 */
public record Item(Map<ItemField, String> fields) {
  /** What GA4 allows of an event. */
  public static final int MAX_ITEMS = 200;

  public Item {
    EnumMap<ItemField, String> copy = new EnumMap<>(ItemField.class);
    copy.putAll(fields);
    fields = Collections.unmodifiableMap(copy);
  }

  /** Null where it is not known. */
  public @Nullable String text(ItemField field) {
    return fields.get(field);
  }

  /**
   * Discounted price times quantity, which is one where it is absent; never below nothing. Null
   * without a price.
   */
  public @Nullable BigDecimal lineValue() {
    BigDecimal price = number(ItemField.PRICE);
    if (price == null) {
      return null;
    }
    BigDecimal discount = number(ItemField.DISCOUNT);
    BigDecimal quantity = number(ItemField.QUANTITY);
    BigDecimal each = discount == null ? price : price.subtract(discount).max(BigDecimal.ZERO);
    return Money.plain(quantity == null ? each : each.multiply(quantity));
  }

  /** What all lines are worth together; null without items, or where a line's worth is unknown. */
  public static @Nullable BigDecimal sum(List<Item> items) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Item item : items) {
      BigDecimal line = item.lineValue();
      if (line == null) {
        return null;
      }
      sum = sum.add(line);
    }
    return items.isEmpty() ? null : Money.plain(sum);
  }

  private @Nullable BigDecimal number(ItemField field) {
    String text = fields.get(field);
    return text == null ? null : new BigDecimal(text);
  }
}
