package dev.footfall.config;

import dev.footfall.rule.Rule.EachSpan;
import dev.footfall.rule.Rule.Items;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code params} of a rule and of its {@code items}: by name a source of the value, or a
 * list of them.
 */
final class ParametersSection {
  private ParametersSection() {}

  /** What a rule's event is about; null where it does not say. */
  static @Nullable Items items(Value items) {
    Block block = items.block();
    Value eachSpan = block.value("each_span");
    EachSpan spans = eachSpan(eachSpan.block());
    Items read = new Items(eachSpan.isAbsent() ? null : spans, parameters(block.value("params")));
    block.close();
    return items.isAbsent() ? null : read;
  }

  private static EachSpan eachSpan(Block block) {
    EachSpan spans =
        new EachSpan(
            block.value("service").text(),
            block.value("span_name").text(),
            block.value("attribute").text());
    block.close();
    return spans;
  }

  static List<Parameter> parameters(Value params) {
    List<Parameter> parameters = new ArrayList<>();
    for (Map.Entry<String, Value> param : params.byKey().entrySet()) {
      for (Value source : param.getValue().items()) {
        parameters.add(parameter(param.getKey(), source.block()));
      }
    }
    return parameters;
  }

  private static Parameter parameter(String name, Block block) {
    List<Origin> named = new ArrayList<>();
    Value event = block.value("span_event");
    for (Origin origin : Origin.values()) {
      Value key = block.value(keyOf(origin));
      key.text();
      // With an event, `attribute` is the event's.
      boolean ofEvent = origin == Origin.ATTRIBUTE && !event.isAbsent();
      if (!ofEvent && !key.isAbsent()) {
        named.add(origin);
      }
    }
    if (named.size() != 1) {
      block.report(
          "needs one of "
              + Arrays.stream(Origin.values())
                  .map(ParametersSection::keyOf)
                  .collect(Collectors.joining(", ")));
    }
    Origin origin = named.isEmpty() ? Origin.CONSTANT : named.get(0);
    boolean ofEvent = origin == Origin.SPAN_EVENT;
    Value key = block.value(ofEvent ? "attribute" : keyOf(origin));
    if (ofEvent) {
      key.required();
    }
    Value service = block.value("service");
    if (origin != Origin.SPAN_ATTRIBUTE && !ofEvent && !service.isAbsent()) {
      service.report("goes with span_attribute and span_event only");
    }
    Value by = block.value("by");
    if (origin != Origin.CATALOG && !by.isAbsent()) {
      by.report("goes with catalog only");
    }
    Parameter parameter =
        new Parameter(
            name,
            origin,
            key.text(""),
            event.text(),
            service.text(),
            block.value("pattern").text(),
            block.value("number").flag(false),
            by.text());
    block.close();
    return parameter;
  }

  private static String keyOf(Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }
}
