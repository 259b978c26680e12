package dev.footfall.local.shop;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the services do for each kind of request, below the gateway's entry span. */
final class Pages {
  private static final String SELECT_PRODUCT =
      "SELECT sku, name, price, affiliation FROM product WHERE sku = ? AND active";

  private Pages() {}

  static List<Work> work(ShopRequest request) {
    int status = request.failed() ? 500 : 200;
    Work session = Work.internal("SessionFilter", "resolve", 0.5);
    return switch (request.kind()) {
      case HOME -> List.of(session, products("/api/teasers", "/api/teasers", status));
      case CATEGORY, PREFETCH ->
          List.of(
              session, products("/api" + request.path(), "/api/c/{category}", status), miniCart());
      case SEARCH -> List.of(session, products("/api/search", "/api/search", status));
      case PRODUCT ->
          List.of(session, product(Objects.requireNonNull(request.product()), status), miniCart());
      case ADD_TO_CART ->
          List.of(session, addToCart(Objects.requireNonNull(request.product()), status));
      case CART -> List.of(session, cart(request.order(), status));
      case CHECKOUT -> List.of(session, checkout(request.order(), status));
      case PAYMENT ->
          List.of(session, payment(Objects.requireNonNull(request.order()), request.failed()));
      case CONFIRMATION ->
          List.of(session, confirmation(Objects.requireNonNull(request.order()), status));
      case API -> List.of(miniCart());
      default -> List.of();
    };
  }

  /** Work that a clock starts and nobody asked for: it has no entry span. */
  static Work stockSync() {
    Work sync = Work.internal("StockSync", "run", 5);
    List<Work> below =
        List.of(
            Work.database(
                "postgresql",
                "SELECT",
                "stock",
                "SELECT sku, count FROM stock WHERE changed > ?",
                12),
            Work.database(
                "postgresql",
                "UPDATE",
                "product",
                "UPDATE product SET stock = ? WHERE sku = ?",
                20));
    return new Work(
        SpanKind.SPAN_KIND_INTERNAL,
        sync.name(),
        Service.PRODUCT,
        5,
        false,
        sync.attributes(),
        below);
  }

  private static Work products(String path, String route, int status) {
    return Work.call(
        Service.PRODUCT,
        "GET",
        path,
        route,
        status,
        Work.database(
            "postgresql",
            "SELECT",
            "product",
            "SELECT sku, name, price FROM product WHERE active LIMIT 48",
            6),
        Work.internal("PriceRules", "apply", 1));
  }

  private static Work product(Product product, int status) {
    return Work.call(
        Service.PRODUCT,
        "GET",
        "/api/products/" + product.sku(),
        "/api/products/{sku}",
        status,
        Work.database("postgresql", "SELECT", "product", SELECT_PRODUCT, 4),
        Work.internal("ProductDetails", "load", 2, attributes(product)));
  }

  private static Work miniCart() {
    return Work.call(
        Service.CART,
        "GET",
        "/api/cart/mini",
        "/api/cart/mini",
        200,
        Work.database("redis", "HGETALL", "cart", "HGETALL cart:?", 0.6));
  }

  private static Work addToCart(Product product, int status) {
    return Work.call(
        Service.CART,
        "POST",
        "/api/cart/items",
        "/api/cart/items",
        status,
        product(product, 200),
        Work.internal("CartService", "add", 1, Otlp.number("app.cart.quantity", 1)),
        Work.database("redis", "HSET", "cart", "HSET cart:? sku:? ?", 0.6));
  }

  private static Work cart(ShopRequest.@Nullable Order order, int status) {
    Work load = Work.internal("CartService", "load", 1);
    return Work.call(
        Service.CART,
        "GET",
        "/api/cart",
        "/api/cart",
        status,
        Work.database("redis", "HGETALL", "cart", "HGETALL cart:?", 0.6),
        order == null
            ? load
            : Work.internal(
                "CartService",
                "load",
                1,
                Otlp.decimal("app.cart.value", order.cents() / 100.0),
                Otlp.text("app.currency", "EUR")));
  }

  private static Work checkout(ShopRequest.@Nullable Order order, int status) {
    return Work.call(
        Service.CHECKOUT,
        "GET",
        "/api/checkout",
        "/api/checkout",
        status,
        cart(order, 200),
        Work.database(
            "postgresql", "SELECT", "address", "SELECT * FROM address WHERE customer = ?", 5));
  }

  private static Work payment(ShopRequest.Order order, boolean refused) {
    KeyValue card = Otlp.text("app.payment.type", "card");
    Work charge =
        refused
            ? Work.internal("Psp", "charge", 40, card, Otlp.text("error.type", order.refusal()))
            : Work.internal("Psp", "charge", 40, card);
    Work pay =
        Work.call(
            Service.PAYMENT,
            "POST",
            "/api/payments",
            "/api/payments",
            refused ? 502 : 201,
            charge.failing(refused));
    Work insert =
        Work.database(
            "postgresql",
            "INSERT",
            "orders",
            "INSERT INTO orders (id, total, currency) VALUES (?, ?, ?)",
            6);
    Work place = Work.internal("OrderService", "place", 10, attributes(order)).failing(refused);
    return Work.call(
        Service.CHECKOUT,
        "POST",
        "/api/orders",
        "/api/orders",
        refused ? 402 : 201,
        refused ? place.over(pay) : place.over(pay, insert));
  }

  private static Work confirmation(ShopRequest.Order order, int status) {
    return Work.call(
        Service.CHECKOUT,
        "GET",
        "/api/orders/last",
        "/api/orders/last",
        status,
        Work.database(
            "postgresql", "SELECT", "orders", "SELECT id, total FROM orders WHERE session = ?", 4),
        Work.internal("OrderService", "load", 1, attributes(order)));
  }

  private static KeyValue[] attributes(Product product) {
    List<KeyValue> all =
        new ArrayList<>(
            List.of(
                Otlp.text("app.product.id", product.sku()),
                Otlp.text("app.product.name", product.name()),
                Otlp.text("app.product.category", product.category()),
                Otlp.decimal("app.product.price", product.price()),
                Otlp.text("app.product.currency", "EUR"),
                Otlp.text("app.product.affiliation", product.affiliation())));
    addCoupon(all, "app.product.coupon", product.coupon());
    return all.toArray(KeyValue[]::new);
  }

  private static KeyValue[] attributes(ShopRequest.Order order) {
    List<KeyValue> all =
        new ArrayList<>(
            List.of(
                Otlp.text("app.order.id", order.id()),
                Otlp.decimal("app.order.value", order.cents() / 100.0),
                Otlp.decimal("app.order.shipping", 4.90),
                Otlp.text("app.order.currency", "EUR"),
                Otlp.number("app.order.items", order.items())));
    addCoupon(all, "app.order.coupon", order.coupon());
    return all.toArray(KeyValue[]::new);
  }

  private static void addCoupon(List<KeyValue> all, String key, @Nullable String coupon) {
    if (coupon != null) {
      all.add(Otlp.text(key, coupon));
    }
  }
}
