package dev.footfall.client;

import dev.footfall.client.ClientFacts.DeviceClass;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a user agent says coarsely, by the words in it. Words that many agents share stand for a
 * class; tables of names and versions come with a later stage. An iPad that asks for desktop sites
 * says it is a Macintosh, and cannot be told from one.
 *
 * @param trafficHint why this may be no human; see {@link ClientFacts#trafficHint}
 */
record UserAgent(DeviceClass deviceClass, @Nullable String trafficHint) {
  static final UserAgent NONE = new UserAgent(DeviceClass.UNKNOWN, "no_user_agent");

  /** Crawlers of AI companies, and the assistants that fetch for a person. */
  private static final List<String> AI_AGENTS =
      words(
          """
          gptbot, oai-searchbot, chatgpt-user, claudebot, claude-user, claude-searchbot,
          claude-web, anthropic-ai, perplexitybot, perplexity-user, bytespider, ccbot,
          meta-externalagent, meta-externalfetcher, mistralai-user, cohere-ai,
          cohere-training, diffbot, youbot, duckassistbot, ai2bot, amazonbot,
          google-notebooklm, gemini-deep-research, deepseekbot, timpibot""");

  private static final List<String> MONITORS =
      words(
          """
          kube-probe, uptimerobot, pingdom, statuscake, site24x7, datadogsynthetics,
          datadog/synthetics, newrelicpinger, googlestackdrivermonitoring, googlehc/,
          elb-healthchecker, route53-health-check, betterstack, better uptime, checkly,
          check_http, nagios, zabbix, prometheus/, blackbox, consul health check,
          uptime-kuma, hetrixtools, updown.io, gatus""");

  /**
   * Robots, link previews, scripts, scanners; okhttp is left out: people's apps are built on it.
   */
  private static final List<String> BOTS =
      words(
          """
          crawl, spider, slurp, headless, phantomjs, selenium, puppeteer, playwright,
          facebookexternalhit, whatsapp/, embedly, mediapartners-google,
          google-inspectiontool, googleother, lighthouse, pagespeed, gtmetrix,
          feedfetcher, ia_archiver, archive.org, validator, scrapy, python-requests,
          python-urllib, python/, aiohttp, httpx, curl/, wget/, go-http-client, java/,
          java-http-client, apache-httpclient, axios/, node-fetch, undici, libwww,
          postmanruntime, insomnia/, httpie/, zgrab, masscan, nmap, nikto, sqlmap,
          nuclei, feroxbuster, gobuster, wpscan, semrush, ahrefs""");

  private static final List<String> OTHER_DEVICES =
      words(
          """
          smarttv, smart-tv, googletv, google tv, appletv, apple tv, hbbtv, netcast,
          web0s, webos, tizen, aft, roku, crkey, playstation, xbox, nintendo, watch""");

  private static final List<String> TABLETS =
      words(
          """
          ipad, tablet, kindle, silk/, playbook""");

  private static final List<String> MOBILES =
      words(
          """
          mobi, iphone, ipod, windows phone, opera mini, blackberry""");

  private static final List<String> DESKTOPS =
      words(
          """
          windows, macintosh, mac os x, x11, linux, cros""");

  private static List<String> words(String commaSeparated) {
    return List.of(commaSeparated.strip().split(",\\s+"));
  }

  static UserAgent of(String original) {
    String text = original.toLowerCase(Locale.ROOT);
    if (text.isBlank()) {
      return NONE;
    }
    String hint = hint(text);
    return new UserAgent(hint != null ? DeviceClass.OTHER : deviceClass(text), hint);
  }

  private static @Nullable String hint(String text) {
    if (has(text, AI_AGENTS)) {
      return "ai_agent";
    }
    if (has(text, MONITORS)) {
      return "monitor";
    }
    return has(text, BOTS) || namesBot(text) ? "user_agent_bot" : null;
  }

  /** A word that ends in bot, such as Googlebot; Cubot makes telephones. */
  private static boolean namesBot(String text) {
    for (int i = text.indexOf("bot"); i >= 0; i = text.indexOf("bot", i + 3)) {
      boolean ends = i + 3 == text.length() || !Character.isLetter(text.charAt(i + 3));
      if (ends && !text.startsWith("cu", i - 2)) {
        return true;
      }
    }
    return false;
  }

  private static DeviceClass deviceClass(String text) {
    if (has(text, OTHER_DEVICES)) {
      return DeviceClass.OTHER;
    }
    boolean android = text.contains("android");
    boolean browser = text.startsWith("mozilla");
    if (has(text, TABLETS) || android && browser && !text.contains("mobi")) {
      return DeviceClass.TABLET;
    }
    if (android || has(text, MOBILES)) {
      return DeviceClass.MOBILE;
    }
    return has(text, DESKTOPS) ? DeviceClass.DESKTOP : DeviceClass.OTHER;
  }

  private static boolean has(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
