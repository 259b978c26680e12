package dev.footfall.sink;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.Item;
import dev.footfall.event.ItemField;
import dev.footfall.event.ParameterValue;
import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import dev.footfall.session.SessionStamp;
import dev.footfall.source.RawRecord;
import dev.footfall.trace.DeadLetter;
import dev.footfall.visitor.FollowedEvent;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows for tests. */
public final class Rows {
  public static final long MICROS = 1_795_519_761_528_007L;

  private Rows() {}

  /** An event in which everything that can be there is there. */
  public static FollowedEvent fullEvent() {
    Map<String, ParameterValue> params = new LinkedHashMap<>();
    params.put("item_id", new ParameterValue("trq22o064-q11", false));
    params.put("item_name", new ParameterValue("T-Shirt Print schwarz", false));
    params.put("value", new ParameterValue("12.99", true));
    params.put("currency", new ParameterValue("EUR", false));
    FollowedEvent event = event("0123456789abcdef0123456789abcdef", request(), facts(), params);
    return new FollowedEvent(
        event.issued(),
        event.event(),
        new SessionStamp(
            "ffffffffffffffffffffffffffffffff", 3, 1_795_519_700_999_999L, 7, true, false));
  }

  /** An event of no session. */
  public static FollowedEvent event(
      String id,
      Request request,
      @Nullable ClientFacts client,
      Map<String, ParameterValue> params) {
    AnalyticsEvent event = unfollowed(id, request, client, params);
    return new FollowedEvent(IssuedEvent.of(event, null), event, null);
  }

  public static AnalyticsEvent unfollowed(
      String id,
      Request request,
      @Nullable ClientFacts client,
      Map<String, ParameterValue> params) {
    return new AnalyticsEvent(
        id,
        "view_item",
        MICROS,
        true,
        1_795_519_762_000L,
        1_795_519_772_000L,
        2,
        false,
        true,
        true,
        Conversion.ONCE_PER_SESSION,
        params.containsKey("item_id"),
        "view-item",
        3,
        "c0ffee",
        true,
        request,
        client,
        params,
        params.containsKey("item_id") ? List.of(item(params.get("item_id").text())) : List.of(),
        params.containsKey("item_id") ? "0123456789abcdef" : null);
  }

  /** An item with all its fields. */
  private static Item item(String id) {
    Map<ItemField, String> fields = new EnumMap<>(ItemField.class);
    for (ItemField field : ItemField.values()) {
      fields.put(field, field.isNumber() ? "2" : "a " + field.fieldName());
    }
    fields.put(ItemField.ITEM_ID, id);
    fields.put(ItemField.PRICE, "12.990");
    return new Item(fields);
  }

  public static Request request() {
    return new Request(
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
        "GET",
        "https",
        "www.shop.example",
        "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm",
        "utm_source=newsletter",
        "/pdp/{slug}.htm",
        200,
        "text/html",
        123_456,
        true,
        "timeout",
        "frontend",
        "1.4.2",
        "production",
        9,
        1,
        List.of(
            new ServiceTime("frontend", 4, 0, 80_000), new ServiceTime("product", 5, 1, 43_456)));
  }

  /** A request of which nothing optional is known. */
  public static Request bareRequest() {
    return new Request(
        "0".repeat(32),
        "0".repeat(16),
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
        "unknown",
        null,
        null,
        1,
        0,
        List.of());
  }

  public static ClientFacts facts() {
    return new ClientFacts(
        IdMethod.CONNECTION,
        null,
        "c".repeat(32),
        "b".repeat(32),
        54321,
        "d".repeat(32),
        "a".repeat(32),
        "9".repeat(32),
        DeviceClass.MOBILE,
        "DE",
        "de",
        "search.example",
        new Campaign("newsletter", "email", "spring", "shirts", "top", "c7"),
        "gclid",
        true,
        false,
        true,
        "user_agent_bot");
  }

  static DeadLetter deadLetter(byte[] payload, int payloadLength) {
    return new DeadLetter(
        "otlp_spans",
        3,
        1207,
        1_795_519_761_528L,
        1_795_519_761_529L,
        "decode",
        "not_otlp",
        new byte[] {1, 2},
        List.of(new RawRecord.Header("a", new byte[] {3}), new RawRecord.Header("a", null)),
        payload,
        payloadLength,
        "e".repeat(64));
  }
}
