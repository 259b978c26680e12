package dev.footfall.session;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Conversions;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.ServiceVersion;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands for a session's content in its state, so that no record repeats the one before. */
final class ContentFingerprint {
  private ContentFingerprint() {}

  static long of(Content content, boolean retracted, String configVersion) {
    Fingerprint print = new Fingerprint().add(configVersion).add(retracted);
    print.add(content.userId()).add(content.startMicros()).add(content.endMicros());
    print.add(content.events()).add(content.interactions()).add(content.pageViews());
    print.add(content.conversions().size());
    for (Map.Entry<String, Conversions> entry : content.conversions().entrySet()) {
      print.add(entry.getKey()).add(entry.getValue().count());
      add(entry.getValue().values(), print);
    }
    add(content.revenue(), print);
    add(content.entryPage(), print);
    add(content.exitPage(), print);
    print.add(content.pages().size());
    content.pages().forEach(print::add);
    print.add(content.engaged());
    add(content.circumstances(), print);
    print.add(content.serviceVersions().size());
    for (ServiceVersion version : content.serviceVersions()) {
      print.add(version.service()).add(version.version());
    }
    print.add(content.errors()).add(content.slow()).add(content.notFound());
    Long p95 = content.p95RequestMicros();
    return print.add(p95 == null ? -1 : p95).value();
  }

  private static void add(Map<String, BigDecimal> sums, Fingerprint print) {
    print.add(sums.size());
    sums.forEach((currency, sum) -> print.add(currency).add(sum.toString()));
  }

  private static void add(@Nullable Page page, Fingerprint print) {
    print.add(page != null);
    if (page != null) {
      print.add(page.path()).add(page.route());
    }
  }

  private static void add(Circumstances circumstances, Fingerprint print) {
    print.add(circumstances.referrerHost()).add(circumstances.clickIdType());
    print.add(circumstances.deviceClass().name()).add(circumstances.country());
    print.add(circumstances.language()).add(circumstances.trafficClass());
    Campaign campaign = circumstances.campaign();
    print.add(campaign != null);
    if (campaign != null) {
      print.add(campaign.source()).add(campaign.medium()).add(campaign.name());
      print.add(campaign.term()).add(campaign.content()).add(campaign.id());
    }
  }
}
