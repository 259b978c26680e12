package dev.footfall.client;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;

/**
 * The registrable domain of a host, by the public suffix list with its private section, as Guava
 * carries it: {@code www.shop.co.uk} and {@code api.shop.co.uk} are one site, {@code a.github.io}
 * and {@code b.github.io} two.
 *
 * @see <a href="https://github.com/publicsuffix/list/wiki/Format">Format of the list</a>
 */
final class Site {
  private Site() {}

  /**
   * The site of a lower-case host without port. An IP address, a public suffix and a name that no
   * domain can have stand for themselves; of a name under no listed suffix it is the last two
   * labels, as the list's rule {@code *} has it.
   */
  static String of(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (InetAddresses.isInetAddress(name) || !InternetDomainName.isValid(name)) {
      return name;
    }
    InternetDomainName domain = InternetDomainName.from(name);
    if (domain.isUnderPublicSuffix()) {
      return domain.topPrivateDomain().toString();
    }
    return domain.hasPublicSuffix() ? name : lastTwoLabels(name);
  }

  private static String lastTwoLabels(String name) {
    int dot = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', dot - 1) + 1);
  }
}
