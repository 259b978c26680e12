package dev.footfall.local.shop;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The shop's services and collectors: answers requests, and exports the spans of doing so. */
final class Shop {
  /** The grain of time: exports and sendings happen at multiples of it after the start. */
  static final long TICK_MILLIS = 100;

  private static final int COLLECTORS = 3;

  private final Dice dice;
  private final ShopLedger ledger;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Collector> collectors = new ArrayList<>();
  private final TraceWriter traces;

  Shop(ShopSettings settings, Dice dice, ShopLedger ledger, Consumer<ShopRecord> out) {
    this.dice = dice;
    this.ledger = ledger;
    for (int i = 0; i < COLLECTORS; i++) {
      collectors.add(new Collector(settings, dice, ledger, out));
    }
    Map<Service, List<Instance>> byService = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      List<Instance> copies = new ArrayList<>();
      for (int i = 0; i < service.instances(); i++) {
        Collector collector = collectors.get((instances.size() + i) % COLLECTORS);
        long first = settings.startEpochMillis() + dice.below((int) settings.exportMillis());
        copies.add(
            new Instance(
                Instance.resource(service, i, dice), collector, settings.exportMillis(), first));
      }
      instances.addAll(copies);
      byService.put(service, copies);
    }
    traces = new TraceWriter(byService, dice);
  }

  void serve(ShopRequest request, long atMillis) {
    ledger.request(request);
    boolean tracedBrowser = request.visitor().isPerson() && dice.chance(5);
    ByteString browser = tracedBrowser ? dice.id(8) : null;
    ledger.trace(traces.write(EntrySpan.of(request, dice), browser, nanos(atMillis)));
  }

  /** A visitor who has not bought yet was told why their payment failed. */
  void refused(String errorType) {
    ledger.lost(errorType, 1);
  }

  /** Such a visitor is still there. */
  void triesAgain(String errorType) {
    ledger.lost(errorType, -1);
  }

  void checkHealth(Service service, Visitor cluster, long atMillis) {
    ledger.request(ShopRequest.of(RequestKind.HEALTH, "/health", cluster));
    ledger.trace(traces.write(EntrySpan.health(service, cluster), null, nanos(atMillis)));
  }

  void syncStock(long atMillis) {
    ledger.trace(traces.write(Pages.stockSync(), null, nanos(atMillis)));
  }

  void tick(long nowMillis) {
    for (Instance instance : instances) {
      instance.exportIfDue(nowMillis);
    }
    for (Collector collector : collectors) {
      collector.sendIfDue(nowMillis);
    }
  }

  /** Whether every span made has been sent, and every record that was to be repeated. */
  boolean isDrained() {
    return instances.stream().allMatch(Instance::isEmpty)
        && collectors.stream().allMatch(Collector::isEmpty);
  }

  private long nanos(long atMillis) {
    return atMillis * 1_000_000L + dice.below(1_000_000);
  }
}
