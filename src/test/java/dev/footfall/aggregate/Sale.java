package dev.footfall.aggregate;

/**
 * An input of the tests: so many of an article, sold in the window of this start, known at a time.
 */
record Sale(String shop, long startMillis, String article, long number, long timeMillis) {
  static void contribute(Sale sale, Sums<Total> sums) {
    sums.of(new WindowKey(sale.shop, sale.startMillis), Label.of(sale.article)).number +=
        sale.number;
  }
}
