package dev.footfall.rule;

import dev.footfall.catalog.CatalogSettings;
import dev.footfall.event.BoundedPattern;
import dev.footfall.event.ItemField;
import dev.footfall.rule.CompiledItems.FieldReader;
import dev.footfall.rule.ParameterReader.CatalogColumn;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parameters and items of one rule ready to be read. What the catalog may have is read
 * last, since other parameters name its entries.
 */
final class ParameterCompiler {
  private static final String FIELDS =
      Arrays.stream(ItemField.values()).map(ItemField::fieldName).collect(Collectors.joining(", "));

  private final RuleCompiler compiler;
  private final CompiledMatch match;
  private final @Nullable CatalogSettings catalog;

  /** Names of the event's parameters. */
  private Set<String> ofEvent = Set.of();

  /**
   * @param catalog null where there is none
   */
  ParameterCompiler(RuleCompiler compiler, CompiledMatch match, @Nullable CatalogSettings catalog) {
    this.compiler = compiler;
    this.match = match;
    this.catalog = catalog;
  }

  /** The parameters of the event, in the order in which they are read. */
  List<ParameterReader> ofEvent(List<Parameter> parameters) {
    List<ParameterReader> readers = readers("params.", parameters);
    ofEvent = names(parameters);
    return readers;
  }

  /** The items, to be called behind {@link #ofEvent}. */
  @Nullable CompiledItems items(Rule.@Nullable Items items) {
    if (items == null) {
      return null;
    }
    Rule.EachSpan eachSpan = items.eachSpan();
    if (eachSpan != null && eachSpan.equals(new Rule.EachSpan(null, null, null))) {
      compiler.problem("items.each_span", "tests nothing: give attribute, span_name or service");
    }
    if (eachSpan != null && eachSpan.attribute() != null) {
      compiler.checkAttribute("items.each_span.attribute", eachSpan.attribute());
    }
    List<FieldReader> fields = new ArrayList<>();
    for (ParameterReader reader : readers("items.params.", items.params())) {
      ItemField field = ItemField.named(reader.name());
      if (field == null) {
        compiler.problem("items.params." + reader.name(), "no field of an item; GA4 has " + FIELDS);
      } else {
        fields.add(new FieldReader(field, reader));
      }
    }
    return new CompiledItems(eachSpan, fields);
  }

  private List<ParameterReader> readers(String list, List<Parameter> parameters) {
    Set<String> fromCatalog = fromCatalog(parameters);
    List<ParameterReader> first = new ArrayList<>();
    List<ParameterReader> last = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      String key = list + name + "[" + seen.getOrDefault(name, 0) + "]";
      if (!name.matches(RuleCompiler.NAME)) {
        compiler.problem(
            key, "no parameter name, which is up to 40 letters, digits and _: " + name);
      }
      checkSource(key, parameter, seen.keySet());
      if (parameter.origin() == Origin.CATALOG) {
        Set<String> known = names(parameters);
        known.removeAll(fromCatalog);
        known.addAll(seen.keySet());
        known.remove(name);
        checkEntry(key, parameter, known);
      }
      seen.merge(name, 1, Integer::sum);
      (fromCatalog.contains(name) ? last : first).add(reader(key, parameter));
    }
    first.addAll(last);
    return first;
  }

  private ParameterReader reader(String key, Parameter parameter) {
    return new ParameterReader(
        parameter.name(),
        parameter.origin(),
        parameter.key(),
        parameter.event(),
        parameter.service(),
        expression(key + ".cel", parameter),
        compiler.compile(key + ".pattern", parameter.pattern(), BoundedPattern::of),
        parameter.number(),
        column(parameter));
  }

  private @Nullable CelExpression expression(String key, Parameter parameter) {
    String text = parameter.origin() == Origin.CEL ? parameter.key() : null;
    CelExpression expression =
        compiler.compile(key, text, source -> CelExpression.value(compiler.ruleId(), source));
    compiler.checkNames(key, expression, match);
    return expression;
  }

  private @Nullable CatalogColumn column(Parameter parameter) {
    return catalog == null || parameter.origin() != Origin.CATALOG
        ? null
        : new CatalogColumn(catalog.columns().indexOf(parameter.key()), entryName(parameter));
  }

  private static String entryName(Parameter parameter) {
    return parameter.by() == null ? Parameter.ITEM_ID : parameter.by();
  }

  private static Set<String> names(List<Parameter> parameters) {
    return parameters.stream().map(Parameter::name).collect(Collectors.toCollection(HashSet::new));
  }

  /** Names of the parameters that the catalog may have, or that are what such a one is. */
  private static Set<String> fromCatalog(List<Parameter> parameters) {
    Set<String> names = new HashSet<>();
    for (Parameter parameter : parameters) {
      if (parameter.origin() == Origin.CATALOG
          || (parameter.origin() == Origin.PARAM && names.contains(parameter.key()))) {
        names.add(parameter.name());
      }
    }
    return names;
  }

  private void checkSource(String key, Parameter parameter, Set<String> seen) {
    switch (parameter.origin()) {
      case CAPTURE -> {
        if (!RuleCompiler.captures(match).contains(parameter.key())) {
          compiler.problem(key + ".capture", "no path of this rule captures " + parameter.key());
        }
      }
      case ATTRIBUTE, SPAN_EVENT -> compiler.checkAttribute(key + ".attribute", parameter.key());
      case SPAN_ATTRIBUTE -> compiler.checkAttribute(key + ".span_attribute", parameter.key());
      case PARAM -> {
        if (!ofEvent.contains(parameter.key()) && !seen.contains(parameter.key())) {
          compiler.problem(
              key + ".param", "no parameter before this one is called " + parameter.key());
        }
      }
      case QUERY, CEL, CONSTANT, CATALOG -> {}
    }
  }

  private void checkEntry(String key, Parameter parameter, Set<String> known) {
    String entry = entryName(parameter);
    if (catalog == null) {
      compiler.problem(
          key + ".catalog", "there is no catalog: give its file or topic under catalog");
    } else if (!known.contains(entry) && !ofEvent.contains(entry)) {
      compiler.problem(
          key + (parameter.by() == null ? ".catalog" : ".by"),
          "no parameter " + entry + " says which entry of the catalog it is");
    }
  }
}
