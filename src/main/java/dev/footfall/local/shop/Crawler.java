package dev.footfall.local.shop;

/**
 * A program that reads the shop: first what it may read, then page after page, fast and without a
 * pause to think.
 */
final class Crawler implements Actor {
  private final Visitor visitor;
  private final Dice dice;
  private final int pages;
  private int done;

  Crawler(Visitor visitor, Dice dice) {
    this.visitor = visitor;
    this.dice = dice;
    this.pages = 5 + dice.below(25);
  }

  @Override
  public long act(Shop shop, long atMillis) {
    Product product = dice.pick(Product.ALL);
    ShopRequest request =
        done == 0
            ? ShopRequest.of(RequestKind.ROBOTS, "/robots.txt", visitor)
            : dice.chance(80)
                ? ShopRequest.of(RequestKind.PRODUCT, product.path(), visitor).about(product)
                : ShopRequest.of(RequestKind.CATEGORY, "/c/" + product.category(), visitor);
    shop.serve(request, atMillis);
    done++;
    return done > pages ? LEAVES : 200 + dice.below(400);
  }
}
