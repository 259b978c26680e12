package dev.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.client.VisitorLink;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.privacy.KeyedId;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IssuedEventSerializerTest {
  private static final Request BARE =
      new Request(
          "00000000000000000000000000000001",
          "0000000000000002",
          null,
          null,
          null,
          null,
          null,
          null,
          0,
          null,
          0,
          false,
          null,
          "shop",
          null,
          null,
          1,
          0,
          List.of());

  private static final Request FULL =
      new Request(
          "0123456789abcdef0123456789abcdef",
          "0123456789abcdef",
          "GET",
          "https",
          "shop.example",
          "/pdp/größe-q11.htm",
          "page=2",
          "/pdp/{slug}.htm",
          200,
          "text/html",
          250_000,
          true,
          "timeout",
          "shop",
          "1.2",
          "prod",
          3,
          1,
          List.of(new ServiceTime("product", 2, 1, 40_000), new ServiceTime("shop", 1, 0, 60)));

  private static final ClientFacts FACTS =
      new ClientFacts(
          IdMethod.COOKIE,
          "0123456789abcdef0123456789abcdef",
          null,
          null,
          17,
          null,
          null,
          null,
          DeviceClass.MOBILE,
          "DE",
          "de",
          "search.example",
          new Campaign("newsletter", "email", null, null, null, null),
          "gclid",
          true,
          false,
          true,
          null);

  private static final List<Item> ITEMS =
      List.of(
          new Item(
              Arrays.stream(ItemField.values())
                  .collect(
                      Collectors.toMap(
                          Function.identity(), f -> f.isNumber() ? "1" : f.fieldName() + "ß"))),
          new Item(Map.of(ItemField.ITEM_NAME, "")));

  private static AnalyticsEvent event(
      Request request, ClientFacts client, Conversion conversion, boolean flag) {
    Map<String, ParameterValue> params = new LinkedHashMap<>();
    if (client != null) {
      params.put("z", new ParameterValue("29.90", true));
      params.put("item_name", new ParameterValue("Schnürschuh 👟", false));
    }
    return new AnalyticsEvent(
        "00112233445566778899aabbccddeeff",
        "view_item",
        1_795_521_600_000_001L,
        flag,
        1_795_521_601_000L,
        1_795_521_612_000L,
        2,
        !flag,
        flag,
        !flag,
        conversion,
        !flag,
        "view-item",
        3,
        "config-1",
        !flag,
        request,
        client,
        params,
        client == null ? List.of() : ITEMS,
        client == null ? null : "fedcba9876543210");
  }

  private static IssuedEvent throughBytes(IssuedEvent event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    IssuedEventSerializer serializer = new IssuedEventSerializer();
    serializer.serialize(event, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    IssuedEvent read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  @ParameterizedTest
  @EnumSource(Conversion.class)
  void everyFieldComesBack(Conversion conversion) throws IOException {
    AnalyticsEvent event = event(FULL, FACTS, conversion, true);

    AnalyticsEvent read = throughBytes(IssuedEvent.of(event, null)).event();

    assertThat(read).isEqualTo(event);
    assertThat(read.params().keySet()).containsExactly("z", "item_name");
  }

  @Test
  void absentFieldsComeBackAbsent() throws IOException {
    AnalyticsEvent event = event(BARE, null, Conversion.NONE, false);
    assertThat(throughBytes(IssuedEvent.of(event, null)).event()).isEqualTo(event);
  }

  @Test
  void bringsWhatTheRevisionBeforeHad() throws IOException {
    AnalyticsEvent before = event(BARE, FACTS, Conversion.EVERY, true);
    AnalyticsEvent event = event(FULL, FACTS, Conversion.NONE, true);

    AnalyticsEvent read = throughBytes(IssuedEvent.of(event, before)).eventBefore();

    assertThat(read.revision()).isEqualTo(1);
    assertThat(read.request()).isEqualTo(BARE);
    assertThat(read.conversion()).isEqualTo(Conversion.EVERY);
  }

  @Test
  void retractionTakesBackWhatItCarries() throws IOException {
    AnalyticsEvent retraction = event(FULL, FACTS, Conversion.NONE, false);
    assertThat(retraction.retracted()).isTrue();

    IssuedEvent read = throughBytes(IssuedEvent.of(retraction, retraction));

    assertThat(read.eventBefore().request()).isEqualTo(FULL);
  }

  @Test
  void tellsWhoseEventItIsWithoutReadingIt() throws IOException {
    IssuedEvent event =
        throughBytes(IssuedEvent.of(event(FULL, FACTS, Conversion.NONE, true), null));

    assertThat(event.visitor())
        .isEqualTo(new VisitorLink(KeyedId.ofHex(FACTS.deviceId()), null, 17, false));
    assertThat(event.lane()).isEqualTo(17);
    assertThat(event.eventTimeMicros()).isEqualTo(1_795_521_600_000_001L);
  }

  @Test
  void spreadsEventsWithoutAVisitor() {
    IssuedEvent event = IssuedEvent.of(event(BARE, null, Conversion.NONE, true), null);

    assertThat(event.visitor()).isEqualTo(VisitorLink.NONE);
    assertThat(event.lane()).isEqualTo(65_536 + 1);
  }

  @Test
  void waitsForItsTime() {
    IssuedEvent event = IssuedEvent.of(event(BARE, null, Conversion.NONE, true), null);

    assertThat(event.releaseMicros(60_000)).isEqualTo(event.eventTimeMicros());
    assertThat(event.releaseMicros(2_000)).isEqualTo((event.issuedAtMillis() - 2_000) * 1_000);
  }
}
