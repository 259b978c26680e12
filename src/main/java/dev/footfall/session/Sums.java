package dev.footfall.session;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Money;
import dev.footfall.session.Session.Conversions;
import dev.footfall.session.Session.ServiceVersion;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What adds up over a session's events, whatever their order. Serves to make a record of all its
 * events, and to keep those that are folded. Every part is bounded.
 */
final class Sums {
  static final int MAX_SERVICE_VERSIONS = 20;
  static final int MAX_CURRENCIES = 20;

  /** Transactions known apart; later ones may count twice. */
  static final int MAX_TRANSACTIONS = 10_000;

  int events;
  int errors;
  int slow;
  int notFound;

  /** Last seen, and the number of the event that showed it. */
  @Nullable String userId;

  int userNumber;
  final LogHistogram requestMicros = new LogHistogram();
  final Map<String, Converted> conversions = new TreeMap<>();
  final TreeMap<String, BigDecimal> revenue = new TreeMap<>();
  final TreeSet<Long> transactions = new TreeSet<>();
  final TreeSet<ServiceVersion> serviceVersions = new TreeSet<>();

  /** Conversions of one name. */
  static final class Converted {
    int count;

    /** One that counts once per session is among them. */
    boolean once;

    final TreeMap<String, BigDecimal> values = new TreeMap<>();
  }

  void add(Member member) {
    Contribution event = member.contribution;
    events++;
    errors += event.error() ? 1 : 0;
    slow += event.slow() ? 1 : 0;
    notFound += event.notFound() ? 1 : 0;
    requestMicros.add(event.durationMicros());
    if (event.userId() != null && member.number > userNumber) {
      userId = event.userId();
      userNumber = member.number;
    }
    addServiceVersion(event.serviceVersion());
    addConversion(event);
    if (event.purchase() && event.money() != null && isNew(event.transaction())) {
      addMoney(revenue, event.money());
    }
  }

  void add(Sums other) {
    events += other.events;
    errors += other.errors;
    slow += other.slow;
    notFound += other.notFound;
    requestMicros.merge(other.requestMicros);
    if (other.userNumber > userNumber) {
      userId = other.userId;
      userNumber = other.userNumber;
    }
    other.serviceVersions.forEach(this::addServiceVersion);
    other.conversions.forEach(this::addConversions);
    other.revenue.forEach((currency, amount) -> addMoney(revenue, new Money(amount, currency)));
    transactions.addAll(other.transactions);
  }

  /** By name, as they go out. */
  Map<String, Conversions> conversionsByName() {
    Map<String, Conversions> byName = new TreeMap<>();
    conversions.forEach(
        (name, converted) ->
            byName.put(
                name,
                new Conversions(converted.count, Collections.unmodifiableMap(converted.values))));
    return Collections.unmodifiableMap(byName);
  }

  private void addServiceVersion(ServiceVersion version) {
    if (serviceVersions.add(version) && serviceVersions.size() > MAX_SERVICE_VERSIONS) {
      serviceVersions.pollLast();
    }
  }

  private void addConversion(Contribution event) {
    if (event.conversion() == Conversion.NONE) {
      return;
    }
    Converted converted = conversions.computeIfAbsent(event.name(), name -> new Converted());
    if (event.conversion() == Conversion.ONCE_PER_SESSION) {
      if (converted.once) {
        return;
      }
      converted.once = true;
    }
    converted.count++;
    if (event.money() != null) {
      addMoney(converted.values, event.money());
    }
  }

  private void addConversions(String name, Converted other) {
    Converted converted = conversions.computeIfAbsent(name, absent -> new Converted());
    converted.count += other.count;
    converted.once |= other.once;
    other.values.forEach(
        (currency, amount) -> addMoney(converted.values, new Money(amount, currency)));
  }

  private boolean isNew(@Nullable Long transaction) {
    return transaction == null
        || transactions.size() >= MAX_TRANSACTIONS && !transactions.contains(transaction)
        || transactions.add(transaction);
  }

  private static void addMoney(TreeMap<String, BigDecimal> sums, Money money) {
    if (sums.size() < MAX_CURRENCIES || sums.containsKey(money.currency())) {
      sums.merge(money.currency(), money.amount(), (one, other) -> Money.plain(one.add(other)));
    }
  }
}
