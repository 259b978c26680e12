package dev.footfall.session;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import org.jspecify.annotations.Nullable;

/**
 * Under what a visitor came; of a session, those of its first interaction.
 *
 * @param referrerHost host of the referrer, as sent, the site's own as well
 * @param campaign null without UTM parameters
 * @param clickIdType name of a click id, such as {@code gclid}
 * @param country ISO 3166-1 alpha-2
 * @param language primary subtag, such as {@code de}
 * @param trafficClass {@code human} where nothing hints at another
 */
public record Circumstances(
    @Nullable String referrerHost,
    @Nullable Campaign campaign,
    @Nullable String clickIdType,
    DeviceClass deviceClass,
    @Nullable String country,
    @Nullable String language,
    String trafficClass) {
  private static final String HUMAN = "human";

  /** Of a session of which no interaction is left. */
  static final Circumstances UNKNOWN =
      new Circumstances(null, null, null, DeviceClass.UNKNOWN, null, null, HUMAN);

  static Circumstances of(ClientFacts client) {
    String hint = client.trafficHint();
    return new Circumstances(
        client.referrerHost(),
        client.campaign(),
        client.clickIdType(),
        client.deviceClass(),
        client.country(),
        client.language(),
        hint == null ? HUMAN : hint);
  }

  /** Whether nothing says that a machine came. */
  public boolean isHuman() {
    return trafficClass.equals(HUMAN);
  }

  /** Whether a client brings a campaign or a click id that is not the one here. */
  boolean differsFromCampaignOf(ClientFacts client) {
    return (client.campaign() != null && !client.campaign().equals(campaign))
        || (client.clickIdType() != null && !client.clickIdType().equals(clickIdType));
  }
}
