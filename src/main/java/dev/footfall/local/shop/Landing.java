package dev.footfall.local.shop;

import org.jspecify.annotations.Nullable;

/**
 * How a visit begins.
 *
 * @param query with the campaign that brought the visitor; null for none
 * @param referrer null for who typed the address
 */
record Landing(RequestKind kind, @Nullable String query, @Nullable String referrer) {
  static Landing pick(Dice dice) {
    int chance = dice.below(100);
    if (chance < 25) {
      return new Landing(RequestKind.HOME, null, null);
    }
    if (chance < 45) {
      return new Landing(RequestKind.PRODUCT, null, "https://www.google.com/");
    }
    if (chance < 60) {
      String click = "utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=" + dice.word(40);
      return new Landing(RequestKind.PRODUCT, click, "https://www.google.com/");
    }
    if (chance < 75) {
      String letter = "utm_source=newsletter&utm_medium=email&utm_campaign=summer-sale";
      return new Landing(RequestKind.REDIRECT, letter, null);
    }
    if (chance < 85) {
      return new Landing(
          RequestKind.CATEGORY, "fbclid=" + dice.word(40), "https://l.facebook.com/");
    }
    if (chance < 92) {
      return new Landing(RequestKind.PRODUCT, null, "https://chatgpt.com/");
    }
    return chance < 98
        ? new Landing(RequestKind.CATEGORY, null, "https://blog.example.org/best-shirts")
        : new Landing(RequestKind.NOT_FOUND, null, "https://forum.example.net/t/42");
  }
}
