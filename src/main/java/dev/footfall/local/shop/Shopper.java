package dev.footfall.local.shop;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A person on a visit: lands, looks around, and perhaps buys. Each page is chosen by where the last
 * one was, as links are; what a page loads or leads to by itself follows it at once.
 */
final class Shopper implements Actor {
  private static final String ORIGIN = "https://" + EntrySpan.HOST;

  /** Enough to try again: checkout, payment, and what follows it. */
  private static final int PAGES_OF_A_RETRY = 3;

  private static final List<String> CATEGORIES =
      List.of("shirts", "jackets", "shoes", "trousers", "accessories");
  private static final List<String> WORDS =
      List.of("hoodie", "red shoe", "t-shirt", "rain", "gift", "merino");

  private final Visitor visitor;
  private final Dice dice;
  private final long thinkMillis;
  private final Queue<ShopRequest> following = new ArrayDeque<>();
  private int pagesLeft;
  private RequestKind last = RequestKind.HOME;
  private @Nullable String lastAddress;
  private Product product = Product.ALL.get(0);
  private ShopRequest.@Nullable Order cart;

  /** Whether an order was confirmed. */
  private boolean bought;

  /** Why the payment failed that is the last page; null where none is, or the visitor bought. */
  private @Nullable String refusal;

  Shopper(Visitor visitor, Dice dice, long thinkMillis) {
    this.visitor = visitor;
    this.dice = dice;
    this.thinkMillis = thinkMillis;
    this.pagesLeft = 1 + (int) Math.min(24, dice.exponential(6));
    Landing landing = Landing.pick(dice);
    this.lastAddress = landing.referrer();
    open(landing.kind(), landing.query());
  }

  @Override
  public long act(Shop shop, long atMillis) {
    if (following.isEmpty()) {
      tryAgain(shop);
      open(next(), null);
    }
    ShopRequest request = following.remove();
    shop.serve(request, atMillis);
    if (!following.isEmpty()) {
      return 150 + dice.below(150);
    }
    pagesLeft--;
    return leaves(shop)
        ? LEAVES
        : 500 + (long) Math.min(20L * thinkMillis, dice.exponential(thinkMillis));
  }

  /** Half of those whose payment fails go at once, whatever else they meant to do. */
  private boolean leaves(Shop shop) {
    if (last != RequestKind.PAYMENT) {
      return pagesLeft <= 0;
    }
    pagesLeft = Math.max(pagesLeft, PAGES_OF_A_RETRY);
    if (!bought && cart != null) {
      refusal = cart.refusal();
      shop.refused(refusal);
    }
    return dice.chance(50);
  }

  private void tryAgain(Shop shop) {
    if (refusal != null) {
      shop.triesAgain(refusal);
      refusal = null;
    }
  }

  private RequestKind next() {
    int chance = dice.below(100);
    return switch (last) {
      case PRODUCT -> chance < 30 ? RequestKind.ADD_TO_CART : browse(chance);
      case CART -> cart == null || chance < 40 ? browse(chance) : RequestKind.CHECKOUT;
      case CHECKOUT -> cart == null || chance < 25 ? browse(chance) : RequestKind.PAYMENT;
      // Only a refused payment is the last page: who is told so and stays tries again.
      case PAYMENT -> chance < 60 ? RequestKind.CHECKOUT : RequestKind.CART;
      default -> browse(chance);
    };
  }

  private static RequestKind browse(int chance) {
    int of = chance * 37 % 100; // another order than that of the caller's choice
    return of < 50
        ? RequestKind.PRODUCT
        : of < 75
            ? RequestKind.CATEGORY
            : of < 85
                ? RequestKind.SEARCH
                : of < 92 ? RequestKind.HOME : of < 97 ? RequestKind.CART : RequestKind.NOT_FOUND;
  }

  /** Opens a page: the request for it, and what that brings with it. */
  private void open(RequestKind kind, @Nullable String query) {
    switch (kind) {
      case ADD_TO_CART -> addToCart();
      case PAYMENT -> pay();
      case PRODUCT -> {
        product = dice.pick(Product.ALL);
        ask(page(kind, product.path() + sessionSuffix()).about(product).asking(query));
      }
      case SEARCH -> ask(page(kind, "/search").asking("q=" + searched()));
      case CATEGORY ->
          ask(page(kind, "/c/" + dice.pick(CATEGORIES)).asking(query != null ? query : paging()));
      case REDIRECT -> {
        ask(page(kind, "/go/summer").asking(query));
        ask(page(RequestKind.CATEGORY, "/c/shirts").asking(query));
      }
      case NOT_FOUND -> ask(page(kind, "/pdp/sold-out-" + dice.below(1_000)).asking(query));
      default -> ask(page(kind, kind.route()).asking(query));
    }
    if (kind == RequestKind.CATEGORY && dice.chance(3)) {
      ask(page(RequestKind.PREFETCH, "/c/" + dice.pick(CATEGORIES)));
    }
    if (kind == RequestKind.HOME || kind == RequestKind.PRODUCT) {
      if (dice.chance(30)) {
        ask(page(RequestKind.ASSET, "/assets/app." + dice.below(4) + ".js"));
      }
      if (dice.chance(25)) {
        ask(page(RequestKind.API, RequestKind.API.route()));
      }
    }
  }

  private void addToCart() {
    boolean fails = dice.chance(1);
    ask(page(RequestKind.ADD_TO_CART, "/cart/items").about(product).failing(fails));
    if (!fails) {
      int cents = cart == null ? 0 : cart.cents();
      int items = cart == null ? 0 : cart.items();
      String coupon = dice.chance(20) ? "WELCOME5" : null;
      cart =
          new ShopRequest.Order("o-" + dice.word(10), cents + product.cents(), items + 1, coupon);
      ask(page(RequestKind.CART, "/cart"));
    }
  }

  private void pay() {
    boolean refused = dice.chance(10);
    ask(page(RequestKind.PAYMENT, "/checkout/payment").failing(refused));
    if (!refused) {
      ShopRequest confirmation = page(RequestKind.CONFIRMATION, "/order/confirmation");
      ask(confirmation);
      bought |= !confirmation.failed();
      cart = null;
    }
  }

  private ShopRequest page(RequestKind kind, String path) {
    ShopRequest request = ShopRequest.of(kind, path, visitor).from(lastAddress);
    boolean withCart = cart != null && kind.isAboutCart();
    request = withCart ? request.with(cart) : request;
    return kind.isPage() && dice.chancePerMille(6) ? request.failing(true) : request;
  }

  private void ask(ShopRequest request) {
    following.add(request);
    if (request.kind().isPage() || request.kind() == RequestKind.PAYMENT) {
      // A broken page leads nowhere, but a failed payment does.
      boolean broken = request.failed() && request.kind().isPage();
      last = broken ? RequestKind.NOT_FOUND : request.kind();
      lastAddress = ORIGIN + request.path();
    }
  }

  /** Old links carry the container's session id, for those who keep no cookie. */
  private String sessionSuffix() {
    return visitor.cookie() == null && dice.chance(10) ? ";jsessionid=" + dice.word(24) : "";
  }

  private String searched() {
    // People type what they should not into a search box.
    return dice.chancePerMille(10)
        ? "anna." + dice.word(6) + "%40mail.example"
        : dice.pick(WORDS).replace(' ', '+');
  }

  private @Nullable String paging() {
    return dice.chance(30) ? "page=" + (2 + dice.below(5)) + "&sort=price_asc" : null;
  }
}
