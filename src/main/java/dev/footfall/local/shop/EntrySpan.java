package dev.footfall.local.shop;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway's instrumentation writes down about a request, headers among it. */
final class EntrySpan {
  static final String HOST = "www.shop.example";

  private EntrySpan() {}

  static Work of(ShopRequest request, Dice dice) {
    RequestKind kind = request.kind();
    return new Work(
        SpanKind.SPAN_KIND_SERVER,
        kind.method() + " " + kind.route(),
        Service.GATEWAY,
        kind == RequestKind.ASSET ? 2 : 8,
        request.status() >= 500,
        attributes(request, dice),
        Pages.work(request));
  }

  /** A health check, which a service answers by itself. */
  static Work health(Service service, Visitor cluster) {
    RequestKind kind = RequestKind.HEALTH;
    List<KeyValue> attributes =
        List.of(
            Otlp.text("http.request.method", kind.method()),
            Otlp.text("url.path", kind.route()),
            Otlp.text("url.scheme", "http"),
            Otlp.text("http.route", kind.route()),
            Otlp.number("http.response.status_code", 200),
            Otlp.text("server.address", service.host()),
            Otlp.text("client.address", cluster.address()),
            Otlp.text("user_agent.original", String.valueOf(cluster.userAgent())));
    return new Work(
        SpanKind.SPAN_KIND_SERVER,
        kind.method() + " " + kind.route(),
        service,
        1,
        false,
        attributes,
        List.of());
  }

  private static List<KeyValue> attributes(ShopRequest request, Dice dice) {
    Visitor visitor = request.visitor();
    List<KeyValue> all = new ArrayList<>(20);
    all.add(Otlp.text("http.request.method", request.kind().method()));
    all.add(Otlp.text("url.scheme", "https"));
    all.add(Otlp.text("url.path", request.path()));
    add(all, "url.query", request.query());
    all.add(Otlp.text("http.route", request.kind().route()));
    all.add(Otlp.number("http.response.status_code", request.status()));
    all.add(Otlp.text("server.address", HOST));
    all.add(Otlp.number("server.port", 443));
    all.add(Otlp.text("network.protocol.version", "1.1"));
    all.add(Otlp.text("network.peer.address", "10.0.3.9"));
    all.add(Otlp.number("thread.id", 20 + dice.below(180)));
    addClient(all, visitor, dice);
    if (request.referrer() != null) {
      all.add(Otlp.header("referer", request.referrer()));
    }
    if (visitor.customer() != null && request.order() != null) {
      all.add(Otlp.text("user.id", visitor.customer()));
    }
    if (visitor.kind() == Visitor.Kind.PROBE) {
      all.add(Otlp.text("user_agent.synthetic.type", "test"));
    }
    if (request.kind() == RequestKind.PREFETCH) {
      all.add(Otlp.header("sec-purpose", "prefetch"));
    }
    return all;
  }

  private static void addClient(List<KeyValue> all, Visitor visitor, Dice dice) {
    // A client can write the header itself; the instrumentation believes its first entry.
    String forged =
        visitor.isPerson() && dice.chancePerMille(5) ? "192.0.2." + dice.below(256) + ", " : "";
    String forwarded = forged + visitor.address();
    all.add(Otlp.text("client.address", forwarded.split(",", 2)[0]));
    all.add(Otlp.header("x-forwarded-for", forwarded));
    add(all, "user_agent.original", visitor.userAgent());
    if (visitor.cookie() != null) {
      all.add(Otlp.header("cookie", "shop_vid=" + visitor.cookie() + "; theme=light"));
    }
    if (visitor.language() != null) {
      all.add(Otlp.header("accept-language", visitor.language()));
    }
    if (visitor.privacyControl()) {
      all.add(Otlp.header("sec-gpc", "1"));
    }
  }

  private static void add(List<KeyValue> all, String key, @Nullable String value) {
    if (value != null) {
      all.add(Otlp.text(key, value));
    }
  }
}
