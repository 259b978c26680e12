package dev.footfall.funnel;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.ParameterValue;
import dev.footfall.event.Request;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Properties of an event by name: a parameter of its rule, else what is known of every request
 * under the names that the events' columns have.
 */
final class EventProperty {
  private EventProperty() {}

  /** Null where the event does not have it. */
  static @Nullable String text(AnalyticsEvent event, String name) {
    ParameterValue parameter = event.params().get(name);
    if (parameter != null) {
      return parameter.text();
    }
    Request request = event.request();
    return switch (name) {
      case "service" -> request.service();
      case "service_version" -> request.serviceVersion();
      case "route" -> request.route();
      case "host" -> request.host();
      case "path" -> request.path();
      case "method" -> request.method();
      case "status" -> request.status() == 0 ? null : Integer.toString(request.status());
      default -> event.client() == null ? null : ofClient(event.client(), name);
    };
  }

  private static @Nullable String ofClient(ClientFacts client, String name) {
    Campaign campaign = client.campaign();
    return switch (name) {
      case "device_category" -> client.deviceClass().name().toLowerCase(Locale.ROOT);
      case "country" -> client.country();
      case "language" -> client.language();
      case "manual_source" -> campaign == null ? null : campaign.source();
      case "manual_medium" -> campaign == null ? null : campaign.medium();
      case "manual_campaign_name" -> campaign == null ? null : campaign.name();
      default -> null;
    };
  }
}
