package dev.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Request.ServiceTime;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnalyticsEventSerializerTest {
  private static final Request BARE =
      new Request(
          "t", "s", null, null, null, null, null, null, 0, null, 0, false, null, "shop", null, null,
          1, 0, List.of());

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
        "view-item",
        3,
        "config-1",
        !flag,
        request,
        client,
        params);
  }

  private static AnalyticsEvent throughBytes(AnalyticsEvent event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    AnalyticsEventSerializer serializer = new AnalyticsEventSerializer();
    serializer.serialize(event, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    AnalyticsEvent read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  @ParameterizedTest
  @EnumSource(Conversion.class)
  void everyFieldComesBack(Conversion conversion) throws IOException {
    AnalyticsEvent event = event(FULL, FACTS, conversion, true);
    AnalyticsEvent read = throughBytes(event);
    assertThat(read).isEqualTo(event);
    assertThat(read.params().keySet()).containsExactly("z", "item_name");
  }

  @Test
  void absentFieldsComeBackAbsent() throws IOException {
    AnalyticsEvent event = event(BARE, null, Conversion.NONE, false);
    assertThat(throughBytes(event)).isEqualTo(event);
  }
}
