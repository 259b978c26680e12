package dev.footfall.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories through both phases: whatever the watermark's steps, the subtasks that sum up,
 * the order of what lies between two watermarks and the restarts between, the rows are what the
 * oracle says, and nothing stays.
 */
class AggregateHistoryTest {
  private static final String[] ARTICLES = {"shirt", "hat", "scarf", "socks", "(other)"};
  private static final long[] STEPS = {1, 70, 1_000_000};

  static LongStream seeds() {
    long first = Long.getLong("seed", System.nanoTime());
    return LongStream.range(first, first + Integer.getInteger("histories", 150));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void comesToWhatTheOracleSays(long seed) throws Exception {
    Random random = new Random(seed);
    long update = 1 + random.nextInt(200);
    long keep = random.nextInt(4) == 0 ? 0 : random.nextInt(800);
    int maxLabels = random.nextInt(5);
    List<Sale> sales = sales(random);
    List<String> expected = new RowsOracle(500, update, keep, maxLabels).rows(sales);
    Aggregation<Total> aggregation =
        new Aggregation<>(Total::new, Total::read, new WindowTimes(500, update, keep), maxLabels);

    for (long step : STEPS) {
      try (TwoPhases<Sale, Total> flink =
          new TwoPhases<>(
              Sale::contribute,
              aggregation,
              1 + random.nextInt(3),
              1 + random.nextInt(10),
              random.nextInt(10) == 0)) {
        play(sales, step, random, flink);

        assertThat(texts(flink.byWindow())).as("step %d", step).isEqualTo(expected);
        assertThat(flink.stateEntries()).isZero();
        assertThat(flink.timers()).isZero();
      }
    }
  }

  private static List<Sale> sales(Random random) {
    List<Sale> sales = new ArrayList<>();
    int count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      long start = 500L * random.nextInt(3);
      boolean atOnce = random.nextInt(3) > 0;
      long time = start + random.nextInt(500);
      sales.add(
          new Sale(
              random.nextInt(4) == 0 ? "b" : "a",
              start,
              ARTICLES[random.nextInt(ARTICLES.length)],
              random.nextInt(5) - 1,
              atOnce ? time : time + random.nextInt(1_200)));
      if (random.nextInt(3) == 0) {
        Sale back = sales.get(random.nextInt(sales.size()));
        sales.add(
            new Sale(
                back.shop(),
                back.startMillis(),
                back.article(),
                -back.number(),
                back.timeMillis() + random.nextInt(400)));
      }
    }
    sales.sort(Comparator.comparingLong(Sale::timeMillis));
    return sales;
  }

  private static void play(List<Sale> sales, long step, Random random, TwoPhases<Sale, Total> flink)
      throws Exception {
    int from = 0;
    while (from < sales.size()) {
      long watermark = sales.get(from).timeMillis() + random.nextLong(step);
      int to = from;
      while (to < sales.size() && sales.get(to).timeMillis() <= watermark) {
        to++;
      }
      List<Sale> between = new ArrayList<>(sales.subList(from, to));
      Collections.shuffle(between, random);
      for (Sale sale : between) {
        flink.add(random.nextInt(3), sale, sale.timeMillis());
        if (random.nextInt(20) == 0) {
          flink.restart(1 + random.nextInt(3));
        }
      }
      flink.watermark(watermark);
      from = to;
    }
    flink.endInput();
  }

  static List<String> texts(List<AggregateRow> rows) {
    return rows.stream()
        .map(
            row ->
                RowsOracle.row(
                    row.key().name() + "@" + row.key().startMillis(),
                    row.label().text(),
                    number(row),
                    row.revision(),
                    row.issuedAtMillis(),
                    row.isFinal(),
                    row.retracted()))
        .toList();
  }

  private static long number(AggregateRow row) {
    return new Aggregation<>(Total::new, Total::read, new WindowTimes(1, 1, 1), 1)
        .read(row.summary())
        .number;
  }
}
