package dev.footfall.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an item, in GA4's words. Their codes are permanent: stored items hold them.
 *
 * @see <a
 *     href="https://developers.google.com/analytics/devguides/collection/ga4/reference/events">GA4's
 *     items</a>
 */
public enum ItemField {
  ITEM_ID(0, Kind.TEXT, "The item's number, as the shop has it."),
  ITEM_NAME(1, Kind.TEXT, "The item's name."),
  AFFILIATION(2, Kind.TEXT, "The shop or supplier that sells it."),
  COUPON(3, Kind.TEXT, "The coupon used for it."),
  DISCOUNT(4, Kind.DECIMAL, "What is taken off the price of one, in the event's currency."),
  INDEX(5, Kind.WHOLE, "Its place in a list."),
  ITEM_BRAND(6, Kind.TEXT, "Its brand."),
  ITEM_CATEGORY(7, Kind.TEXT, "Its category, the widest first."),
  ITEM_CATEGORY2(8, Kind.TEXT, "The category below."),
  ITEM_CATEGORY3(9, Kind.TEXT, "The category below that."),
  ITEM_CATEGORY4(10, Kind.TEXT, "The category below that."),
  ITEM_CATEGORY5(11, Kind.TEXT, "The category below that."),
  ITEM_LIST_ID(12, Kind.TEXT, "The list in which it was shown, by its id."),
  ITEM_LIST_NAME(13, Kind.TEXT, "The list in which it was shown, by its name."),
  ITEM_VARIANT(14, Kind.TEXT, "Its variant, such as a colour or size."),
  LOCATION_ID(15, Kind.TEXT, "The place that belongs to it, such as a store."),
  PRICE(16, Kind.DECIMAL, "The price of one, before its discount, in the event's currency."),
  QUANTITY(17, Kind.DECIMAL, "How many, or how much; one where absent.");

  /** What a field's text is. */
  public enum Kind {
    TEXT,
    /** A decimal that is not negative. */
    DECIMAL,
    /** A whole number that is not negative. */
    WHOLE
  }

  private static final Map<String, ItemField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(ItemField::fieldName, Function.identity()));

  private final int code;
  private final Kind kind;
  private final String description;
  private final String fieldName = name().toLowerCase(Locale.ROOT);

  ItemField(int code, Kind kind, String description) {
    this.code = code;
    this.kind = kind;
    this.description = description;
  }

  /** The field of a name such as {@code item_id}; null where GA4 has none. */
  public static @Nullable ItemField named(String name) {
    return BY_NAME.get(name);
  }

  /** GA4's name for it, such as {@code item_id}. */
  public String fieldName() {
    return fieldName;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isNumber() {
    return kind != Kind.TEXT;
  }

  /** What it is, for an analyst. */
  public String description() {
    return description;
  }

  int code() {
    return code;
  }
}
