package dev.footfall.local.shop;

import org.jspecify.annotations.Nullable;

/**
 * A request that reaches the shop.
 *
 * @param query without the question mark; null for none
 * @param referrer the address of the page before; null for none
 * @param product what it is about: shown, or put into the cart; null for none
 * @param order the cart that it is about; null for none
 * @param failed whether the answer is an error: the payment is refused, or the shop breaks
 */
record ShopRequest(
    RequestKind kind,
    String path,
    @Nullable String query,
    @Nullable String referrer,
    Visitor visitor,
    @Nullable Product product,
    @Nullable Order order,
    boolean failed) {

  /**
   * A cart on its way to an order.
   *
   * @param cents of all products in it
   * @param coupon the code that was redeemed; null for none
   */
  record Order(String id, int cents, int items, @Nullable String coupon) {
    /** Why a payment of it fails, if it does: the error type that the payment service notes. */
    String refusal() {
      return cents % 3 == 0 ? "psp_timeout" : "card_declined";
    }
  }

  static ShopRequest of(RequestKind kind, String path, Visitor visitor) {
    return new ShopRequest(kind, path, null, null, visitor, null, null, false);
  }

  ShopRequest from(@Nullable String page) {
    return new ShopRequest(kind, path, query, page, visitor, product, order, failed);
  }

  ShopRequest asking(@Nullable String parameters) {
    return new ShopRequest(kind, path, parameters, referrer, visitor, product, order, failed);
  }

  ShopRequest about(@Nullable Product thing) {
    return new ShopRequest(kind, path, query, referrer, visitor, thing, order, failed);
  }

  ShopRequest with(Order cart) {
    return new ShopRequest(kind, path, query, referrer, visitor, product, cart, failed);
  }

  ShopRequest failing(boolean fails) {
    return new ShopRequest(kind, path, query, referrer, visitor, product, order, fails);
  }

  /** What the gateway answers. */
  int status() {
    return switch (kind) {
      case PAYMENT -> failed ? 402 : 303;
      case ADD_TO_CART -> failed ? 500 : 303;
      case REDIRECT -> 302;
      case NOT_FOUND -> 404;
      default -> failed ? 500 : 200;
    };
  }
}
