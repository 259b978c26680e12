package dev.footfall.rule;

import dev.footfall.event.Item;
import dev.footfall.event.ParameterValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event beyond its name.
 *
 * @param catalogVersion of the catalog that was asked; null where none was
 */
public record Details(
    Map<String, ParameterValue> params, List<Item> items, @Nullable Long catalogVersion) {
  static final Details NONE = of(Map.of());

  static Details of(Map<String, ParameterValue> params) {
    return new Details(params, List.of(), null);
  }
}
