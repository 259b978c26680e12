package dev.footfall.sink;

import static dev.footfall.sink.Column.Purpose.ANALYSIS;
import static dev.footfall.sink.Column.Purpose.ATTRIBUTION;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.session.Circumstances;
import dev.footfall.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns about how a session's first interaction came. */
final class CircumstancesColumns {
  private CircumstancesColumns() {}

  static final List<Column<Session>> COLUMNS =
      List.of(
          column(
              "referrer_host",
              "Host of the page that linked here.",
              ATTRIBUTION,
              Circumstances::referrerHost),
          campaign("manual_source", "source", Campaign::source),
          campaign("manual_medium", "medium", Campaign::medium),
          campaign("manual_campaign_name", "name", Campaign::name),
          campaign("manual_term", "term", Campaign::term),
          campaign("manual_content", "content", Campaign::content),
          campaign("manual_campaign_id", "id", Campaign::id),
          column(
              "click_id_type",
              "Name of the ad platform's click id, such as gclid; its value is not kept.",
              ATTRIBUTION,
              Circumstances::clickIdType),
          column(
                  "device_category",
                  "desktop, mobile, tablet, other or unknown.",
                  ANALYSIS,
                  c -> c.deviceClass().name().toLowerCase(Locale.ROOT))
              .always(),
          column(
              "country",
              "ISO 3166-1 alpha-2 code of the country, where GA4 has its name.",
              ANALYSIS,
              Circumstances::country),
          column(
              "language",
              "The language the visitor prefers, such as de.",
              ANALYSIS,
              Circumstances::language),
          column(
                  "traffic_class",
                  "Who this seems to be, such as human or user_agent_bot.",
                  ANALYSIS,
                  Circumstances::trafficClass)
              .always());

  private static Column<Session> column(
      String name,
      String description,
      Column.Purpose purpose,
      Function<Circumstances, @Nullable String> value) {
    String source = name.equals("traffic_class") ? "traffic_hint" : name;
    return new Column<>(
        name,
        STRING,
        null,
        description,
        purpose,
        source + " of the first interaction",
        (session, out) -> out.text(value.apply(session.content().circumstances())));
  }

  private static Column<Session> campaign(
      String name, String what, Function<Campaign, @Nullable String> value) {
    return column(
        name,
        "The campaign's " + what + ".",
        ATTRIBUTION,
        c -> c.campaign() == null ? null : value.apply(c.campaign()));
  }
}
