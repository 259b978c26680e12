package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Purpose.ATTRIBUTION;
import static dev.footfall.sink.Column.Purpose.CHOICE;
import static dev.footfall.sink.Column.Purpose.VISITORS;
import static dev.footfall.sink.ColumnType.Scalar.BOOLEAN;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns about who asked. The connection id of the day before and the route never go out: they
 * would link what the change of keys unlinks.
 */
final class ClientColumns {
  private static final Map<IdMethod, String> ID_METHODS = lowerCaseNames(IdMethod.class);
  private static final Map<DeviceClass, String> DEVICES = lowerCaseNames(DeviceClass.class);

  private ClientColumns() {}

  static final List<Column<AnalyticsEvent>> COLUMNS =
      List.of(
          text(
              "user_pseudo_id",
              "The visitor: a keyed id of the device, else of the connection, which changes daily.",
              VISITORS,
              "first-party cookie or installation id; else address, user agent and site",
              ClientFacts::visitorId),
          text(
              "id_method",
              "What tells visitors apart: cookie, installation, connection, session or none.",
              VISITORS,
              "which of them the request had",
              c -> ID_METHODS.get(c.idMethod())),
          text(
              "user_id",
              "The signed-in user, as a keyed id.",
              VISITORS,
              "the sender's user id",
              ClientFacts::userId),
          text(
              "device_category",
              "desktop, mobile, tablet, other or unknown.",
              ANALYSIS,
              "user agent",
              c -> DEVICES.get(c.deviceClass())),
          text(
              "country",
              "ISO 3166-1 alpha-2 code of the country, where GA4 has its name.",
              ANALYSIS,
              "the sender's geo attributes",
              ClientFacts::country),
          text(
              "language",
              "The language the visitor prefers, such as de.",
              ANALYSIS,
              "Accept-Language header",
              ClientFacts::language),
          text(
              "referrer_host",
              "Host of the page that linked here; GA4's page_referrer without its path.",
              ATTRIBUTION,
              "Referer header",
              ClientFacts::referrerHost),
          campaign("manual_source", "source", "utm_source", Campaign::source),
          campaign("manual_medium", "medium", "utm_medium", Campaign::medium),
          campaign("manual_campaign_name", "name", "utm_campaign", Campaign::name),
          campaign("manual_term", "term", "utm_term", Campaign::term),
          campaign("manual_content", "content", "utm_content", Campaign::content),
          campaign("manual_campaign_id", "id", "utm_id", Campaign::id),
          text(
              "click_id_type",
              "Name of the ad platform's click id, such as gclid; its value is not kept.",
              ATTRIBUTION,
              "name of a query parameter of the landing page",
              ClientFacts::clickIdType),
          bool(
              "consented",
              "Whether the visitor agreed, or no consent is asked for.",
              CHOICE,
              "consent cookie",
              ClientFacts::consented),
          bool("gpc", "Global Privacy Control was on.", CHOICE, "Sec-GPC header", ClientFacts::gpc),
          bool("dnt", "Do Not Track was on.", CHOICE, "DNT header", ClientFacts::dnt),
          text(
              "traffic_hint",
              "Why this may be no human, such as user_agent_bot; absent where nothing says so.",
              ANALYSIS,
              "user agent and synthetic type",
              ClientFacts::trafficHint));

  private static Column<AnalyticsEvent> text(
      String name,
      String description,
      Column.Purpose purpose,
      String source,
      Function<ClientFacts, @Nullable String> value) {
    return new Column<>(
        name,
        STRING,
        null,
        description,
        purpose,
        source,
        (e, out) -> {
          ClientFacts client = e.client();
          if (client != null) {
            out.text(value.apply(client));
          }
        });
  }

  private static Column<AnalyticsEvent> campaign(
      String name, String what, String parameter, Function<Campaign, @Nullable String> value) {
    return text(
        name,
        "The campaign's " + what + "; GA4's collected_traffic_source." + name + ".",
        ATTRIBUTION,
        "query parameter " + parameter + " of the landing page",
        c -> c.campaign() == null ? null : value.apply(c.campaign()));
  }

  private static Column<AnalyticsEvent> bool(
      String name,
      String description,
      Column.Purpose purpose,
      String source,
      java.util.function.Predicate<ClientFacts> value) {
    return new Column<>(
        name,
        BOOLEAN,
        null,
        description,
        purpose,
        source,
        (e, out) -> {
          ClientFacts client = e.client();
          if (client != null) {
            out.bool(value.test(client));
          }
        });
  }

  private static <E extends Enum<E>> Map<E, String> lowerCaseNames(Class<E> type) {
    Map<E, String> names = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      names.put(value, value.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }
}
