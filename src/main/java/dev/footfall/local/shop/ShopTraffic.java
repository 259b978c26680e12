package dev.footfall.local.shop;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Traffic of a made-up shop, as records for a topic of OTLP traces; the same settings always give
 * the same records.
 *
 * <p>Time is what the caller says it is. {@link #runUntil} runs a history as fast as it can be
 * made; for traffic in step with the wall clock call {@link #advanceTo} again and again with the
 * clock's time. Not thread-safe.
 */
public final class ShopTraffic {
  private static final long HEALTH_MILLIS = 2_500;
  private static final long PROBE_MILLIS = 10_000;
  private static final long STOCK_MILLIS = 15_000;

  /**
   * An actor's next request; a sequence number settles ties, for a queue does not keep its order.
   */
  private record Due(long atMillis, long sequence, Actor actor) {}

  private final ShopSettings settings;
  private final Dice dice;
  private final Shop shop;
  private final ShopLedger ledger = new ShopLedger();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::sequence));
  private long sequence;
  private long nowMillis;
  private boolean open = true;

  /**
   * Opens the shop.
   *
   * @param out takes each record when it is sent; timestamps never go back
   */
  public ShopTraffic(ShopSettings settings, Consumer<ShopRecord> out) {
    this.settings = settings;
    this.dice = new Dice(settings.seed());
    this.shop = new Shop(settings, dice, ledger, out);
    this.nowMillis = settings.startEpochMillis();
    schedule(0, this::letPeopleIn);
    schedule(200, this::letCrawlerIn);
    scheduleHouseKeeping();
  }

  /**
   * Makes all traffic up to a time. After {@link #close} nothing new happens, and what is left is
   * sent.
   */
  public void advanceTo(long epochMillis) {
    while (nowMillis + Shop.TICK_MILLIS <= epochMillis) {
      nowMillis += Shop.TICK_MILLIS;
      while (open && due.peek().atMillis() < nowMillis) {
        Due next = due.remove();
        long later = next.actor().act(shop, next.atMillis());
        if (later != Actor.LEAVES) {
          due.add(new Due(next.atMillis() + later, sequence++, next.actor()));
        }
      }
      shop.tick(nowMillis);
    }
  }

  /**
   * Makes traffic until it holds so many spans, the last trace's included, then closes and sends
   * everything.
   */
  public ShopLedger runUntil(long spans) {
    while (ledger.spans() < spans) {
      advanceTo(nowMillis + Shop.TICK_MILLIS);
    }
    close();
    while (!isDrained()) {
      advanceTo(nowMillis + Shop.TICK_MILLIS);
    }
    return ledger;
  }

  /** Ends all visits where they are. */
  public void close() {
    open = false;
  }

  /** Whether everything that was made has been sent; stays true only once closed. */
  public boolean isDrained() {
    return shop.isDrained();
  }

  /** The count of what was made, which goes on while the shop runs. */
  public ShopLedger ledger() {
    return ledger;
  }

  private void schedule(long inMillis, Actor actor) {
    due.add(new Due(nowMillis + inMillis, sequence++, actor));
  }

  private long letPeopleIn(Shop shop, long atMillis) {
    ledger.visit();
    Actor shopper = new Shopper(Visitor.person(dice), dice, settings.thinkMillis());
    due.add(new Due(atMillis, sequence++, shopper));
    return (long) dice.exponential(1_000 / settings.visitsPerSecond());
  }

  private long letCrawlerIn(Shop shop, long atMillis) {
    due.add(new Due(atMillis, sequence++, new Crawler(Visitor.crawler(dice), dice)));
    return (long) dice.exponential(20_000 / settings.visitsPerSecond());
  }

  private void scheduleHouseKeeping() {
    Visitor probe = Visitor.probe();
    Visitor cluster = Visitor.cluster();
    for (Service service : Service.values()) {
      schedule(
          dice.below((int) HEALTH_MILLIS),
          (at, atMillis) -> {
            at.checkHealth(service, cluster, atMillis);
            return HEALTH_MILLIS;
          });
    }
    schedule(
        PROBE_MILLIS / 2,
        (at, atMillis) -> {
          at.serve(ShopRequest.of(RequestKind.PROBE, "/", probe), atMillis);
          return PROBE_MILLIS;
        });
    schedule(
        STOCK_MILLIS / 3,
        (at, atMillis) -> {
          at.syncStock(atMillis);
          return STOCK_MILLIS;
        });
  }
}
