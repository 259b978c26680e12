package dev.footfall.session;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The byte form of {@link Circumstances}, part of {@link VisitorFormat} and of its version. */
final class CircumstancesFormat {
  private CircumstancesFormat() {}

  static void write(Circumstances value, StateWriter out) throws IOException {
    out.text(value.referrerHost());
    Campaign campaign = value.campaign();
    out.number(campaign == null ? 0 : 1);
    if (campaign != null) {
      out.text(campaign.source());
      out.text(campaign.medium());
      out.text(campaign.name());
      out.text(campaign.term());
      out.text(campaign.content());
      out.text(campaign.id());
    }
    out.text(value.clickIdType());
    out.text(value.deviceClass().name());
    out.text(value.country());
    out.text(value.language());
    out.text(value.trafficClass());
  }

  static Circumstances read(StateReader in) throws IOException {
    return new Circumstances(
        in.text(),
        campaign(in),
        in.text(),
        DeviceClass.valueOf(in.name()),
        in.text(),
        in.text(),
        in.name());
  }

  private static @Nullable Campaign campaign(StateReader in) throws IOException {
    return in.number() == 0
        ? null
        : new Campaign(in.text(), in.text(), in.text(), in.text(), in.text(), in.text());
  }
}
