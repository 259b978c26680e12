package dev.footfall.sink;

import static dev.footfall.sink.ColumnType.Scalar.DECIMAL;
import static dev.footfall.sink.ColumnType.Scalar.INTEGER;
import static dev.footfall.sink.ColumnType.Scalar.NUMBER;
import static dev.footfall.sink.ColumnType.Scalar.STRING;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelRow;
import dev.footfall.funnel.Met;
import dev.footfall.funnel.MetCounts;
import dev.footfall.funnel.StepCounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a funnel's row, each an object; steps that nobody reached are there, too. Times are
 * in milliseconds, each the upper bound of its bucket.
 */
final class FunnelSteps {
  private static final StepCounts NOBODY = new StepCounts();

  private static final Field<Map.Entry<Met, Long>> VISITORS =
      Field.always(
          "visitors", INTEGER, "How many met it.", (met, out) -> out.integer(met.getValue()));

  private static final Struct<Map.Entry<Met, Long>> ERROR =
      Struct.of(
          Field.optional(
              "error_type",
              STRING,
              "What failed.",
              (met, out) -> out.text(met.getKey().errorType())),
          Field.always(
              "service",
              STRING,
              "The service in which it began.",
              (met, out) -> out.text(met.getKey().service())),
          VISITORS);

  private static final Struct<Map.Entry<Met, Long>> SLOW_SERVICE =
      Struct.of(
          Field.always(
              "service",
              STRING,
              "The service that took the time.",
              (met, out) -> out.text(met.getKey().service())),
          VISITORS);

  private static final Struct<MetCounts> MET =
      Struct.of(
          total("error", "How many met an error.", Met.Kind.ERROR),
          total("slow", "How many met a slow answer, and no error.", Met.Kind.SLOW),
          total("neither", "How many met neither.", Met.Kind.NEITHER),
          told("errors", "The errors, the most frequent first.", Met.Kind.ERROR, ERROR),
          told("slow_services", "What was slow, by service.", Met.Kind.SLOW, SLOW_SERVICE));

  /**
   * A step and what is counted there.
   *
   * @param number from 1
   * @param name null where the funnel is no longer configured
   */
  private record Step(int number, @Nullable String name, StepCounts counts) {}

  private final Struct<Step> struct;

  /**
   * @param minGroupSize with fewer visitors, a step says nothing of them
   */
  FunnelSteps(int minGroupSize) {
    struct =
        Struct.of(
            Field.always(
                "step", INTEGER, "The step's number, from 1.", (s, out) -> out.integer(s.number())),
            Field.optional(
                "name",
                STRING,
                "The step's name; absent where the funnel is no longer configured.",
                (s, out) -> out.text(s.name())),
            count("reached", "Attempts with this step.", StepCounts::reached),
            count("converted", "Of those the ones with a later step.", StepCounts::wentOn),
            count("dropped", "Of those the ones that got no further.", StepCounts::dropped),
            count("excluded", "Of those the ones that an exclusion ended.", StepCounts::excluded),
            sincePrevious("from_previous_p50_ms", 0.5),
            sincePrevious("from_previous_p95_ms", 0.95),
            Field.optional(
                "value",
                new ColumnType.MapOf(DECIMAL),
                "Sums of the step's values by currency.",
                FunnelSteps::values),
            met("leavers_met", "those who got no further", StepCounts::metByLeavers),
            met("continuers_met", "those who went on", StepCounts::metByContinuers),
            Field.optional(
                "visitors",
                INTEGER,
                "Once the window is final: different visitors, an estimate above a thousand;"
                    + " absent for groups that are too small.",
                (s, out) -> {
                  if (tells(s, minGroupSize)) {
                    out.integer(s.counts().visitors().estimate());
                  }
                }),
            Field.optional(
                "visitors_sketch",
                STRING,
                "Theta sketch of the visitors in Base64, to merge rows; absent with the number.",
                (s, out) -> {
                  if (tells(s, minGroupSize)) {
                    out.text(s.counts().visitors().base64());
                  }
                }));
  }

  ColumnType type() {
    return struct.listType();
  }

  /**
   * @param funnel null where it is no longer configured
   */
  void write(FunnelRow row, @Nullable Funnel funnel, RowWriter out) {
    List<StepCounts> counts = row.counts().steps();
    int named = funnel == null ? 0 : funnel.steps().size();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < Math.max(counts.size(), named); i++) {
      String name = funnel != null && i < named ? funnel.steps().get(i).name() : null;
      steps.add(new Step(i + 1, name, i < counts.size() ? counts.get(i) : NOBODY));
    }
    struct.writeList(steps, out);
  }

  private static Field<Step> count(
      String name, String description, ToLongFunction<StepCounts> count) {
    return Field.always(
        name, INTEGER, description, (s, out) -> out.integer(count.applyAsLong(s.counts())));
  }

  private static Field<Step> sincePrevious(String name, double share) {
    String description =
        "Time since the step before that %d%% of the attempts did not exceed."
            .formatted(Math.round(100 * share));
    return new Field<>(
        name,
        NUMBER,
        false,
        "ms",
        description,
        (s, out) -> {
          LogHistogram since = s.counts().sincePreviousMicros();
          if (!since.isEmpty()) {
            out.thousandths(since.quantile(share));
          }
        });
  }

  private static void values(Step step, RowWriter out) {
    Map<String, BigDecimal> values = step.counts().values();
    if (!values.isEmpty()) {
      out.beginMap();
      values.forEach(
          (currency, sum) -> {
            out.key(currency);
            out.decimal(sum);
          });
      out.endMap();
    }
  }

  private static Field<Step> met(String name, String who, Function<StepCounts, MetCounts> counts) {
    return Field.optional(
        name,
        MET.type(),
        "What " + who + " had met before; an observation, not a cause.",
        (s, out) -> {
          MetCounts met = counts.apply(s.counts());
          if (met.total(Met.Kind.ERROR) != 0
              || met.total(Met.Kind.SLOW) != 0
              || met.total(Met.Kind.NEITHER) != 0) {
            MET.write(met, out);
          }
        });
  }

  private static boolean tells(Step step, int minGroupSize) {
    long visitors = step.counts().visitors().estimate();
    return visitors >= minGroupSize && visitors > 0;
  }

  private static Field<MetCounts> total(String name, String description, Met.Kind kind) {
    return Field.always(name, INTEGER, description, (met, out) -> out.integer(met.total(kind)));
  }

  private static Field<MetCounts> told(
      String name, String description, Met.Kind kind, Struct<Map.Entry<Met, Long>> struct) {
    return Field.optional(
        name,
        struct.listType(),
        description,
        (met, out) -> {
          Map<Met, Long> told = met.told(kind);
          if (!told.isEmpty()) {
            struct.writeList(List.copyOf(told.entrySet()), out);
          }
        });
  }
}
