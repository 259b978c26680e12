package dev.footfall.client;

import dev.footfall.otlp.Field;
import dev.footfall.privacy.KeyedHash;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what a request says of its client by made-up values from which the {@link Door} learns
 * the same: equal ones stay equal, different ones different, and device class, traffic hint,
 * consent, referrer host, language and campaign stay. Not thread-safe.
 */
public final class Pseudonyms {
  private static final List<String> USER_AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64)",
          "Mozilla/5.0 (iPhone)",
          "Mozilla/5.0 (iPad)",
          "Mozilla/5.0 (SmartTV)",
          "crawler/1.0",
          "GPTBot/1.0",
          "kube-probe/1.0");

  private final PrivacySettings settings;
  private final Redaction redaction;
  private final KeyedHash key;

  /**
   * @param key what the made-up values come from; a new one each time leaves no way back
   */
  public Pseudonyms(PrivacySettings settings, Redaction redaction, KeyedHash key) {
    this.settings = settings;
    this.redaction = redaction;
    this.key = key;
  }

  /** What stands for the text of a personal field, or of one that tells clients apart. */
  public String of(Field field, String text) {
    return switch (field) {
      case CLIENT_ADDRESS, PEER_ADDRESS -> address(text);
      case FORWARDED_FOR -> hops(text, false);
      case FORWARDED -> hops(text, true);
      case USER_AGENT -> userAgent(text);
      case COOKIE, SET_COOKIE -> cookies(text);
      case REFERER -> referrer(text);
      case ACCEPT_LANGUAGE -> orEmpty(Language.mostWanted(text));
      case SESSION_ID, PREVIOUS_SESSION_ID -> token("session", text);
      case USER_ID, INSTALLATION_ID -> token(field.name(), text);
      default -> Redaction.REDACTED;
    };
  }

  /** An unused private network (RFC 4193) for each network; text that is no address says so. */
  private String address(String text) {
    String network = ClientAddress.network(text);
    if (network == null) {
      return text.isBlank() ? "" : "unknown";
    }
    String hash = key.of("network", network).hex();
    return "fd%s:%s:%s:%s::1"
        .formatted(
            hash.substring(0, 2),
            hash.substring(2, 6),
            hash.substring(6, 10),
            hash.substring(10, 14));
  }

  private String hops(String header, boolean withNames) {
    List<String> hops = new ArrayList<>();
    for (String hop : header.split(",", -1)) {
      String address = address(hop);
      boolean none = address.isEmpty() || address.equals("unknown");
      hops.add(!withNames || none ? address : "for=\"[" + address + "]\"");
    }
    return String.join(",", hops);
  }

  private String userAgent(String text) {
    UserAgent said = UserAgent.of(text);
    for (String one : USER_AGENTS) {
      String made = one + " " + key.of("user agent", text).hex().substring(0, 12);
      if (UserAgent.of(made).equals(said)) {
        return made;
      }
    }
    return "";
  }

  /** Only those that the settings name: the others are nothing to us. */
  private String cookies(String header) {
    List<String> kept = new ArrayList<>();
    for (String name : settings.deviceCookies()) {
      String value = Cookies.value(header, name);
      if (value != null) {
        kept.add(name + "=" + token("cookie " + name, value));
      }
    }
    String consent = settings.consentCookie();
    String value = consent == null ? null : Cookies.value(header, consent);
    if (value != null) {
      kept.add(consent + "=" + (settings.consentValues().contains(value) ? value : "other"));
    }
    return String.join("; ", kept);
  }

  private static String referrer(String text) {
    String host = Acquisition.referrerHost(text);
    return host == null ? "" : "https://" + (host.contains(":") ? "[" + host + "]" : host) + "/";
  }

  private String token(String kind, String value) {
    return value.isBlank() ? value : key.of(kind, value).hex();
  }

  /**
   * The query with what may pass, what says where a visitor came from, and the types of click ids
   * without their values; null where nothing is left.
   */
  public @Nullable String query(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    List<String> kept = new ArrayList<>();
    for (String parameter : raw.split("&")) {
      String name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
      if (name.equals(Acquisition.clickIdType(parameter))) {
        kept.add(name + "=x");
      } else if (Acquisition.isCampaign(name)) {
        kept.add(name + "=" + campaign(parameter.substring(name.length() + 1)));
      } else {
        String allowed = redaction.query(parameter);
        if (allowed != null) {
          kept.add(allowed);
        }
      }
    }
    return kept.isEmpty() ? null : String.join("&", kept);
  }

  /** As sent, where nothing had to be replaced. */
  private String campaign(String raw) {
    String redacted = Acquisition.redacted(raw, redaction);
    return redacted.equals(Acquisition.formDecoded(raw))
        ? raw
        : URLEncoder.encode(redacted, StandardCharsets.UTF_8);
  }

  /** What stands for any other text that may tell who somebody is. */
  public String other(String kind, String text) {
    return token(kind, text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
