package dev.footfall.local.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something the shop sells.
 *
 * @param sku for example {@code trq22o064-q11}, the item id
 * @param cents the price
 */
record Product(String sku, String name, String category, int cents) {
  private static final List<String> THINGS =
      List.of(
          "T-Shirt Print",
          "Hoodie",
          "Rain Jacket",
          "Wool Hat",
          "Trail Shoe",
          "Canvas Tote",
          "Denim",
          "Merino Sock");
  private static final List<String> COLOURS =
      List.of("Schwarz", "Blau", "Oliv", "Sand", "Rot", "Weiss");
  private static final List<String> CATEGORIES =
      List.of(
          "shirts",
          "shirts",
          "jackets",
          "accessories",
          "shoes",
          "accessories",
          "trousers",
          "accessories");

  /** Everything on sale; the first is the one of which a shop's presentation speaks. */
  static final List<Product> ALL = assortment();

  /** For example {@code /pdp/t-shirt-print-schwarz-trq22o064-q11.htm}. */
  String path() {
    return "/pdp/" + name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + sku + ".htm";
  }

  double price() {
    return cents / 100.0;
  }

  /** Who sells it; the shop has two partners. */
  String affiliation() {
    return switch (cents % 3) {
      case 0 -> "Partner Nord";
      case 1 -> "Partner Sued";
      default -> "Shop";
    };
  }

  /** The code that makes it cheaper; every third product has one. */
  @Nullable String coupon() {
    return ALL.indexOf(this) % 3 == 0 ? "SUMMER10" : null;
  }

  private static List<Product> assortment() {
    // A seed of its own: the assortment is the same whoever visits.
    Dice dice = new Dice(22_064);
    List<Product> all = new ArrayList<>();
    for (int thing = 0; thing < THINGS.size(); thing++) {
      for (String colour : COLOURS) {
        String sku = all.isEmpty() ? "trq22o064-q11" : sku(dice);
        String name = THINGS.get(thing) + " " + colour;
        all.add(new Product(sku, name, CATEGORIES.get(thing), 990 + 500 * dice.below(30)));
      }
    }
    return List.copyOf(all);
  }

  private static String sku(Dice dice) {
    return "%c%c%c%02d%c%03d-%c%02d"
        .formatted(
            letter(dice),
            letter(dice),
            letter(dice),
            dice.below(100),
            letter(dice),
            dice.below(1_000),
            letter(dice),
            dice.below(100));
  }

  private static char letter(Dice dice) {
    return (char) ('a' + dice.below(26));
  }
}
