package dev.footfall.rule;

import dev.footfall.event.ItemField;
import dev.footfall.event.ParameterValue;
import dev.footfall.otlp.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rule that matched a request reads its parameters and items from. Not thread-safe. */
public final class Reading {
  private final String rule;
  private final Entry entry;
  private final Captures captures;
  private final DroppedValues dropped;
  private final CatalogLook catalog;
  private Span span;
  private Map<String, ParameterValue> params = Map.of();
  private Map<ItemField, String> item = Map.of();
  private boolean itemsDropped;

  /** Which of the values of lists is read, and how many there are; -1 for lists as one text. */
  private int place = -1;

  private int places;

  Reading(String rule, Entry entry, Captures captures, DroppedValues dropped, CatalogLook catalog) {
    this.rule = rule;
    this.entry = entry;
    this.captures = captures;
    this.dropped = dropped;
    this.catalog = catalog;
    this.span = entry.span();
  }

  Entry entry() {
    return entry;
  }

  Captures captures() {
    return captures;
  }

  /** The span whose attributes are read: the entry span, or that which an item is made of. */
  Span span() {
    return span;
  }

  /** The text of a parameter of the event that was read before; null where there is none. */
  @Nullable String param(String name) {
    ParameterValue value = params.get(name);
    return value == null ? null : value.text();
  }

  /** What names an entry of the catalog: a field of the item that is read, else a parameter. */
  @Nullable String catalogKey(String name) {
    ItemField field = ItemField.named(name);
    String text = field == null ? null : item.get(field);
    return text == null ? param(name) : text;
  }

  CatalogLook catalog() {
    return catalog;
  }

  /** Says where the fields of the item are that have been read. */
  void item(Map<ItemField, String> read) {
    item = read;
  }

  /** Says where the event's parameters are that have been read. */
  public void params(Map<String, ParameterValue> read) {
    params = read;
  }

  /** Goes on to the item that is made of a span. */
  void goToSpan(Span next) {
    span = next;
  }

  void countDropped(String parameter) {
    dropped.value(rule, parameter);
  }

  /** Goes on to the item that is made of one place in the lists of attributes. */
  void goToPlace(int next) {
    place = next;
  }

  /** How many items the lists that were read make; at least one. */
  int places() {
    return Math.max(1, places);
  }

  /** Forgets how long the lists were. */
  void clearPlaces() {
    places = 0;
  }

  /** The text of an attribute; null where a list has none in the place that is read. */
  @Nullable String text(Span.@Nullable Value value) {
    if (value == null || place < 0 || !value.isList()) {
      return value == null ? null : value.text();
    }
    if (place == 0) {
      places = Math.max(places, value.size());
    }
    return value.text(place);
  }

  void countDroppedItems(int number) {
    itemsDropped = true;
    dropped.items(rule, number);
  }

  /** Whether the event had items that were dropped. */
  boolean itemsDropped() {
    return itemsDropped;
  }
}
