package dev.footfall.client;

import com.google.common.net.InetAddresses;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.WireSpan;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which address a request came from. Without trusted proxies {@code client.address} is believed,
 * though a client can forge it. With n of them the chain of hops is counted from the right: hop 0
 * is the network peer, hop 1 the last entry of the forwarded header, and hop n is the client; only
 * where the header is too short for that, {@code client.address} stands in.
 */
final class ClientAddress {
  private final @Nullable Integer trustedProxies;

  ClientAddress(@Nullable Integer trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /** The text that names the client's address, as sent; not always an address. */
  @Nullable String textOf(WireSpan span) {
    if (trustedProxies != null) {
      String hop = hop(span, trustedProxies);
      if (hop != null) {
        return hop;
      }
    }
    String address = span.text(Field.CLIENT_ADDRESS);
    if (address == null && trustedProxies == null) {
      // What an SDK that fills client.address would have taken: the header's first entry.
      String forwarded = forwarded(span);
      address = forwarded == null ? null : fromLeft(forwarded);
    }
    return address != null ? address : span.text(Field.PEER_ADDRESS);
  }

  private static @Nullable String hop(WireSpan span, int hop) {
    if (hop == 0) {
      return span.text(Field.PEER_ADDRESS);
    }
    String forwarded = forwarded(span);
    return forwarded == null ? null : fromRight(forwarded, hop);
  }

  /** X-Forwarded-For is what most proxies append to, so a forged Forwarded does not outrank it. */
  private static @Nullable String forwarded(WireSpan span) {
    String header = span.text(Field.FORWARDED_FOR);
    return header != null ? header : span.text(Field.FORWARDED);
  }

  /**
   * The n-th element from the right, counted from 1, empty ones left out; null if there is none.
   */
  static @Nullable String fromRight(String header, int n) {
    int end = header.length();
    while (end >= 0) {
      int begin = end == 0 ? 0 : header.lastIndexOf(',', end - 1) + 1;
      String element = header.substring(begin, end).strip();
      if (!element.isEmpty() && --n == 0) {
        return element;
      }
      end = begin - 1;
    }
    return null;
  }

  private static @Nullable String fromLeft(String header) {
    for (String element : header.split(",", 16)) {
      if (!element.isBlank()) {
        return element.strip();
      }
    }
    return null;
  }

  /**
   * The part of an address that stands for a connection: all of an IPv4 address, the /64 of an IPv6
   * one, an IPv4-mapped IPv6 address as IPv4. Ports, brackets, zone ids and the syntax of the
   * Forwarded header ({@code for="[2001:db8::1]:443";proto=https}) are taken off. Null for anything
   * that is no address, such as {@code unknown}. Looks nothing up.
   */
  static @Nullable String network(String text) {
    String host = withoutPort(forParameter(text.strip()));
    int zone = host.indexOf('%');
    String address = zone < 0 ? host : host.substring(0, zone);
    if (!InetAddresses.isInetAddress(address)) {
      return null;
    }
    InetAddress parsed = InetAddresses.forString(address);
    byte[] bytes = parsed.getAddress();
    return HexFormat.of()
        .formatHex(parsed instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, 8));
  }

  private static String forParameter(String element) {
    for (String pair : element.split(";", 8)) {
      String p = pair.strip();
      if (p.regionMatches(true, 0, "for=", 0, 4)) {
        return p.substring(4).replace("\"", "").strip();
      }
    }
    return element.replace("\"", "");
  }

  private static String withoutPort(String host) {
    if (host.startsWith("[")) {
      int close = host.indexOf(']');
      return close < 0 ? "" : host.substring(1, close);
    }
    int colon = host.indexOf(':');
    return colon >= 0 && colon == host.lastIndexOf(':') ? host.substring(0, colon) : host;
  }
}
