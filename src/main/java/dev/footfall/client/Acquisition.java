package dev.footfall.client;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.privacy.Redaction;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says of where its visitor came from. */
final class Acquisition {
  /** Of UTM parameters longer than this the rest is cut, after redaction; in characters. */
  static final int MAX_CAMPAIGN_LENGTH = 200;

  private static final int MAX_HOST_LENGTH = 253;

  private static final List<String> CAMPAIGN =
      List.of("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id");

  /** Parameters by which advertising networks and mail services mark a click. */
  private static final Set<String> CLICK_IDS =
      Set.of(
          "gclid",
          "gbraid",
          "wbraid",
          "dclid",
          "fbclid",
          "msclkid",
          "ttclid",
          "twclid",
          "li_fat_id",
          "yclid",
          "ScCid",
          "epik",
          "rdt_cid",
          "irclickid",
          "mc_eid",
          "_kx");

  /** A plus in front of a number that somebody did not encode: not a space, which would hide it. */
  private static final Pattern PHONE_PLUS = Pattern.compile("(?:^|(?<=\\+))\\+(?=[0-9])");

  private final Redaction redaction;

  Acquisition(Redaction redaction) {
    this.redaction = redaction;
  }

  /**
   * The UTM parameters of a raw query, decoded as a form's, redacted and cut; of a repeated one the
   * first counts, an empty one is none. Null where there is none.
   */
  @Nullable Campaign campaign(@Nullable String query) {
    if (query == null || !query.contains("utm_")) {
      return null;
    }
    @Nullable String[] parts = new @Nullable String[CAMPAIGN.size()];
    boolean any = false;
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      int part = equals < 0 ? -1 : CAMPAIGN.indexOf(parameter.substring(0, equals));
      if (part >= 0 && parts[part] == null) {
        parts[part] = campaignText(parameter.substring(equals + 1));
        any |= parts[part] != null;
      }
    }
    return any ? new Campaign(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]) : null;
  }

  private @Nullable String campaignText(String raw) {
    String redacted = redacted(raw, redaction).strip();
    if (redacted.length() > MAX_CAMPAIGN_LENGTH) {
      boolean splits = Character.isLowSurrogate(redacted.charAt(MAX_CAMPAIGN_LENGTH));
      redacted = redacted.substring(0, MAX_CAMPAIGN_LENGTH - (splits ? 1 : 0));
    }
    return redacted.isEmpty() ? null : redacted;
  }

  /** Whether a query parameter of this name is one of the UTM parameters. */
  static boolean isCampaign(String name) {
    return CAMPAIGN.contains(name);
  }

  /** Decoded and redacted. */
  static String redacted(String raw, Redaction redaction) {
    return redaction.value(formDecoded(raw));
  }

  static String formDecoded(String raw) {
    try {
      return URLDecoder.decode(PHONE_PLUS.matcher(raw).replaceAll("%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw; // a percent sign that encodes nothing: as sent
    }
  }

  /** The name of the query's first click id parameter that has a value; the value stays here. */
  static @Nullable String clickIdType(@Nullable String query) {
    if (query == null) {
      return null;
    }
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && equals + 1 < parameter.length()) {
        String name = parameter.substring(0, equals);
        if (CLICK_IDS.contains(name)) {
          return name;
        }
      }
    }
    return null;
  }

  /**
   * The host of a referrer URL: lower case, without user, port, brackets; the site's own as well.
   * Null where the referrer is no absolute URL.
   */
  static @Nullable String referrerHost(@Nullable String referrer) {
    int begin = referrer == null ? -1 : referrer.indexOf("://");
    if (referrer == null || begin <= 0) {
      return null;
    }
    begin += 3;
    int end = begin;
    while (end < referrer.length() && "/?#\\".indexOf(referrer.charAt(end)) < 0) {
      end++;
    }
    String authority = referrer.substring(begin, end);
    String host = withoutPort(authority.substring(authority.lastIndexOf('@') + 1));
    boolean plausible = !host.isEmpty() && host.length() <= MAX_HOST_LENGTH && isHost(host);
    return plausible ? host.toLowerCase(Locale.ROOT) : null;
  }

  private static String withoutPort(String host) {
    if (host.startsWith("[")) {
      int close = host.indexOf(']');
      return close < 0 ? "" : host.substring(1, close);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && "-._:".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
