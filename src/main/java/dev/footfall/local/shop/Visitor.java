package dev.footfall.local.shop;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who makes requests, as the gateway sees it.
 *
 * @param address of the client, IPv4 or IPv6
 * @param cookie the id in the shop's own visitor cookie; null for those who keep none
 * @param customer who signed in at the checkout; null for guests
 * @param privacyControl whether the browser sends {@code Sec-GPC: 1}
 */
record Visitor(
    Kind kind,
    String address,
    @Nullable String userAgent,
    @Nullable String cookie,
    @Nullable String customer,
    @Nullable String language,
    boolean privacyControl) {

  enum Kind {
    PERSON,
    CRAWLER,
    PROBE,
    CLUSTER
  }

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
          "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
          "Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0");
  private static final List<String> CRAWLERS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
          "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
          "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
          "python-requests/2.32.3");
  private static final List<String> LANGUAGES =
      List.of("de-DE,de;q=0.9,en;q=0.6", "en-GB,en;q=0.9", "fr-FR,fr;q=0.8", "de-CH,de;q=0.9");

  static Visitor person(Dice dice) {
    String cookie = dice.chance(70) ? "v1." + dice.word(20) : null;
    String customer = dice.chance(30) ? "customer-" + dice.below(100_000) : null;
    return new Visitor(
        Kind.PERSON,
        address(dice),
        dice.pick(BROWSERS),
        cookie,
        customer,
        dice.pick(LANGUAGES),
        dice.chance(8));
  }

  static Visitor crawler(Dice dice) {
    return new Visitor(Kind.CRAWLER, address(dice), dice.pick(CRAWLERS), null, null, null, false);
  }

  /** The monitor that watches the shop from outside. */
  static Visitor probe() {
    String agent = "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)";
    return new Visitor(Kind.PROBE, "216.144.250.150", agent, null, null, null, false);
  }

  /** The cluster's own health checks. */
  static Visitor cluster() {
    return new Visitor(Kind.CLUSTER, "10.0.3.1", "kube-probe/1.33", null, null, null, false);
  }

  boolean isPerson() {
    return kind == Kind.PERSON;
  }

  /** Documentation ranges hold too few; these are addresses of nobody in particular. */
  private static String address(Dice dice) {
    if (dice.chance(20)) {
      return String.format(
          Locale.ROOT,
          "2001:db8:%x:%x::%x",
          dice.below(65_536),
          dice.below(65_536),
          dice.below(65_536));
    }
    return "100." + (64 + dice.below(64)) + "." + dice.below(256) + "." + (1 + dice.below(254));
  }
}
