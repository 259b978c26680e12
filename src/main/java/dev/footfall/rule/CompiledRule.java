package dev.footfall.rule;

import dev.footfall.event.Item;
import dev.footfall.event.Money;
import dev.footfall.event.ParameterValue;
import dev.footfall.rule.CompiledVerification.Failure;
import dev.footfall.rule.NameRequest.Name;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule, ready to run. Thread-safe.
 *
 * @param drop the reason where the rule drops requests, else null
 * @param parameters sources in the rule's order, but those last that the catalog may have; the
 *     first of a name that gives a value counts
 * @param items null where the rule does not say what its event is about
 * @param verification null where the match is enough
 */
public record CompiledRule(
    Naming naming,
    @Nullable String drop,
    CompiledMatch match,
    List<ParameterReader> parameters,
    @Nullable CompiledItems items,
    @Nullable CompiledVerification verification) {

  /** What the rule calls a request that it matches. */
  Name name(Entry entry, Captures captures, RuleSources sources) {
    Details details = details(entry, captures, sources);
    Failure failure = verification == null ? null : verification.failure(entry, captures);
    return failure == null
        ? new Name(naming, details)
        : new Name(verification.otherwise(), CompiledVerification.with(failure, details));
  }

  private Details details(Entry entry, Captures captures, RuleSources sources) {
    if (parameters.isEmpty() && items == null) {
      return Details.NONE;
    }
    Reading reading = sources.reading(naming.rule(), entry, captures);
    Map<String, ParameterValue> params = parameters(reading);
    List<Item> read = items == null ? List.of() : items.read(reading);
    if (!read.isEmpty() && !reading.itemsDropped()) {
      addValue(params, read);
    }
    return new Details(params, read, sources.catalogVersion(naming.rule(), reading));
  }

  private Map<String, ParameterValue> parameters(Reading reading) {
    Map<String, ParameterValue> values = new LinkedHashMap<>();
    reading.params(values);
    for (ParameterReader parameter : parameters) {
      if (!values.containsKey(parameter.name())) {
        ParameterValue value = parameter.read(reading);
        if (value != null) {
          values.put(parameter.name(), value);
        }
      }
    }
    return values;
  }

  /** A value that nothing says is that of the items, where they have a currency. */
  private static void addValue(Map<String, ParameterValue> params, List<Item> items) {
    ParameterValue currency = params.get(Money.CURRENCY);
    if (currency == null || params.containsKey(Money.VALUE) || !Money.isCurrency(currency.text())) {
      return;
    }
    BigDecimal sum = Item.sum(items);
    if (sum != null) {
      params.put(Money.VALUE, new ParameterValue(sum.toPlainString(), true));
    }
  }
}
