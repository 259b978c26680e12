package dev.footfall.local.shop;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service does for a request: one span, and the work below it, one after the other.
 *
 * @param service where it is done; null for where its parent is done
 * @param ownMillis mean time it takes beside the work below
 */
record Work(
    SpanKind kind,
    String name,
    @Nullable Service service,
    double ownMillis,
    boolean failed,
    List<KeyValue> attributes,
    List<Work> below) {

  static Work internal(String type, String function, double ownMillis, KeyValue... more) {
    List<KeyValue> attributes =
        Otlp.join(
            List.of(Otlp.text("code.function.name", "com.shop." + type + "." + function)), more);
    return new Work(
        SpanKind.SPAN_KIND_INTERNAL,
        type + "." + function,
        null,
        ownMillis,
        false,
        attributes,
        List.of());
  }

  static Work database(
      String system, String operation, String table, String query, double ownMillis) {
    List<KeyValue> attributes =
        List.of(
            Otlp.text("db.system.name", system),
            Otlp.text("db.namespace", "shop"),
            Otlp.text("db.operation.name", operation),
            Otlp.text("db.collection.name", table),
            Otlp.text("db.query.text", query),
            Otlp.text("server.address", system + "-0.shop.svc.cluster.local"),
            Otlp.number("server.port", system.equals("redis") ? 6379 : 5432));
    return new Work(
        SpanKind.SPAN_KIND_CLIENT,
        operation + " shop." + table,
        null,
        ownMillis,
        false,
        attributes,
        List.of());
  }

  /**
   * A call to another service: the caller's CLIENT span, and the SERVER span with its work below
   * it.
   */
  static Work call(
      Service service, String method, String path, String route, int status, Work... work) {
    String host = service.host();
    boolean failed = status >= 500;
    List<KeyValue> served =
        List.of(
            Otlp.text("http.request.method", method),
            Otlp.text("url.path", path),
            Otlp.text("url.scheme", "http"),
            Otlp.text("http.route", route),
            Otlp.number("http.response.status_code", status),
            Otlp.text("server.address", host),
            Otlp.number("server.port", 8080),
            Otlp.text("client.address", "10.0.3.7"),
            Otlp.text("user_agent.original", "Java-http-client/17.0.15"));
    List<KeyValue> called =
        List.of(
            Otlp.text("http.request.method", method),
            Otlp.text("url.full", "http://" + host + ":8080" + path),
            Otlp.number("http.response.status_code", status),
            Otlp.text("server.address", host),
            Otlp.number("server.port", 8080),
            Otlp.text("network.protocol.version", "1.1"));
    Work server =
        new Work(
            SpanKind.SPAN_KIND_SERVER,
            method + " " + route,
            service,
            2,
            failed,
            served,
            List.of(work));
    return new Work(SpanKind.SPAN_KIND_CLIENT, method, null, 1, failed, called, List.of(server));
  }

  /** With this work done below it, in its order. */
  Work over(Work... work) {
    return new Work(kind, name, service, ownMillis, failed, attributes, List.of(work));
  }

  Work failing(boolean fails) {
    return new Work(kind, name, service, ownMillis, fails, attributes, below);
  }
}
