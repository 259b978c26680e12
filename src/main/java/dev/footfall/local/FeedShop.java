package dev.footfall.local;

import dev.footfall.local.shop.ShopLedger;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fills a topic with a history of shop traffic as fast as it can be made, then writes the ledger to
 * standard output, one {@code name value} a line. For scripts that need known traffic on a broker
 * of their own.
 */
@Command(name = "feed-shop", description = "Fills a topic with the traffic of a made-up shop.")
public final class FeedShop implements Callable<Integer> {
  @Option(names = "--brokers", required = true, description = "host:port of a broker")
  private String brokers = "";

  @Option(
      names = "--topic",
      defaultValue = "otlp_spans",
      description = "topic, which must exist (${DEFAULT-VALUE})")
  private String topic = "";

  @Option(names = "--partitions", required = true, description = "partitions of the topic")
  private int partitions;

  @Option(
      names = "--spans",
      defaultValue = "300000",
      description = "spans at least (${DEFAULT-VALUE})")
  private long spans;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "the same seed makes the same traffic (${DEFAULT-VALUE})")
  private long seed;

  private FeedShop() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new FeedShop()).execute(args));
  }

  @Override
  public Integer call() {
    try (ShopFeed feed = new ShopFeed(brokers, topic)) {
      ShopLedger ledger =
          new ShopTraffic(ShopSettings.history(seed, partitions), feed).runUntil(spans);
      feed.flush();
      System.out.println("records " + ledger.records());
      System.out.println("bytes " + ledger.bytes());
      System.out.println("spans " + ledger.spans());
      System.out.println("sent_spans " + ledger.sentSpans());
      System.out.println("duplicate_spans " + ledger.duplicateSpans());
      System.out.println("traces " + ledger.traces());
      System.out.println("requests " + ledger.requestCount());
      System.out.println("visits " + ledger.visits());
      System.out.println("purchases " + ledger.purchases());
      System.out.println("failed_payments " + ledger.failedPayments());
    }
    return 0;
  }
}
