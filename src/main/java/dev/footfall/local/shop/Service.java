package dev.footfall.local.shop;

import java.util.Locale;

/** The shop's services, each in a few instances. */
enum Service {
  /** What the world talks to. */
  GATEWAY(3),
  PRODUCT(3),
  CART(2),
  CHECKOUT(2),
  PAYMENT(2);

  private final int instances;

  Service(int instances) {
    this.instances = instances;
  }

  int instances() {
    return instances;
  }

  String host() {
    return serviceName() + ".shop.svc.cluster.local";
  }

  String serviceName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
