package dev.footfall.local.shop;

/**
 * What a request asks for, with the method and the route that the gateway's framework matches it
 * to.
 */
public enum RequestKind {
  HOME("GET", "/"),
  CATEGORY("GET", "/c/{category}"),
  PRODUCT("GET", "/pdp/{product}.htm"),
  SEARCH("GET", "/search"),
  ADD_TO_CART("POST", "/cart/items"),
  CART("GET", "/cart"),
  CHECKOUT("GET", "/checkout"),
  PAYMENT("POST", "/checkout/payment"),
  CONFIRMATION("GET", "/order/confirmation"),
  /** A call that a page makes from the browser. */
  API("GET", "/api/cart/mini"),
  /** A page that the browser loads ahead, and may never show. */
  PREFETCH("GET", "/c/{category}"),
  ASSET("GET", "/assets/**"),
  /** A short address that points elsewhere. */
  REDIRECT("GET", "/go/{campaign}"),
  /** A path that nothing serves. */
  NOT_FOUND("GET", "/**"),
  ROBOTS("GET", "/robots.txt"),
  /** An outside monitor that looks whether the shop answers. */
  PROBE("HEAD", "/"),
  /** The cluster that asks an instance how it is. */
  HEALTH("GET", "/health");

  private final String method;
  private final String route;

  RequestKind(String method, String route) {
    this.method = method;
    this.route = route;
  }

  /** Whether a browser shows the answer as a page. */
  boolean isPage() {
    return compareTo(SEARCH) <= 0
        || this == CART
        || this == CHECKOUT
        || this == CONFIRMATION
        || this == NOT_FOUND;
  }

  /** Whether the visitor's cart, or the order it has become, is what the request is about. */
  boolean isAboutCart() {
    return this == CART || this == CHECKOUT || this == PAYMENT || this == CONFIRMATION;
  }

  String method() {
    return method;
  }

  String route() {
    return route;
  }
}
