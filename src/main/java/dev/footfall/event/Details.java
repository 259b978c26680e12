package dev.footfall.event;

import java.util.List;
import java.util.Map;

/** What is known of an event beyond its name. */
record Details(Map<String, ParameterValue> params, List<Item> items) {
  static final Details NONE = new Details(Map.of(), List.of());
}
