package dev.footfall.job;

import dev.footfall.aggregate.Aggregate;
import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.AggregateRowSerializer;
import dev.footfall.aggregate.Aggregation;
import dev.footfall.aggregate.Contribute;
import dev.footfall.aggregate.Contribution;
import dev.footfall.aggregate.ContributionSerializer;
import dev.footfall.aggregate.PreAggregate;
import dev.footfall.aggregate.Summary;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.aggregate.WindowKeySerializer;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.FunnelRow;
import dev.footfall.funnel.FunnelTimes;
import dev.footfall.performance.CountPerformance;
import dev.footfall.performance.CountTraffic;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.sink.EncodeRows;
import dev.footfall.sink.Encoding;
import dev.footfall.sink.FunnelJson;
import dev.footfall.sink.OutputRecord;
import dev.footfall.sink.OutputRecordSerializer;
import dev.footfall.sink.PerformanceJson;
import dev.footfall.sink.TrafficJson;
import dev.footfall.visitor.Followed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The branch of the graph that counts, each aggregate in two phases: sums where visitors are
 * followed, chained, so that only sums cross the network; then rows by window.
 */
final class AggregateFollowed {
  /** Breakdowns of a funnel with rows of their own in one window. */
  private static final int MAX_BREAKDOWNS = 1_000;

  private AggregateFollowed() {}

  /**
   * What was counted.
   *
   * @param funnels rows of funnels
   * @param encoded rows of all aggregates, for the output
   */
  record Aggregates(DataStream<AggregateRow> funnels, DataStream<OutputRecord> encoded) {}

  /**
   * @param lake gets the funnels' final rows; null for none
   */
  static Aggregates define(
      DataStream<Followed> followed, Outputs.@Nullable Lake lake, JobSettings settings) {
    PerformanceSettings performance = settings.performance();
    int minGroupSize = performance.minGroupSize();
    List<Funnel> funnels = settings.visitors().funnels();
    String version = settings.events().configVersion();
    FunnelTimes funnelTimes =
        new FunnelTimes(
            funnels, settings.time().lateHorizon(), settings.visitors().funnelUpdateInterval());
    DataStream<AggregateRow> funnelRows =
        WriteRange.windows(
            sum(
                followed,
                "funnels",
                CountFollowed.funnels(),
                new Aggregation<>(
                    FunnelCounts::new, FunnelCounts::read, funnelTimes, MAX_BREAKDOWNS)),
            "funnels",
            new FunnelWindows(funnels, settings.visitors().sessions().maxDuration()),
            settings.range());
    WriteLake.funnels(funnelRows, lake);
    DataStream<OutputRecord> rows =
        encode(
            funnelRows,
            "funnels",
            () -> new FunnelJson(funnels, version, minGroupSize).of(FunnelRow::of));
    if (!performance.enabled()) {
      return new Aggregates(funnelRows, rows);
    }
    CountPerformance requests =
        new CountPerformance(
            performance.times(settings.time(), settings.assembly()), performance.targets());
    CountTraffic traffic =
        new CountTraffic(
            performance.trafficTimes(
                settings.time(), settings.assembly(), settings.sessionDelay()));
    DataStream<OutputRecord> all =
        rows.union(
            encode(
                WriteRange.windows(
                    sum(
                        followed,
                        "performance",
                        CountFollowed.performance(requests),
                        requests.aggregation(performance.maxValues())),
                    "performance",
                    new PlainWindows(performance.window()),
                    settings.range()),
                "performance",
                () -> new PerformanceJson(version, performance)),
            encode(
                WriteRange.windows(
                    sum(
                        followed,
                        "traffic",
                        CountFollowed.traffic(traffic),
                        traffic.aggregation(performance.maxValues())),
                    "traffic",
                    new PlainWindows(performance.trafficWindow()),
                    settings.range()),
                "traffic",
                () -> new TrafficJson(version, performance)));
    return new Aggregates(funnelRows, all);
  }

  /** Of requests, each known by itself, and of sessions, which say where something is missing. */
  private record PlainWindows(Duration length) implements WriteRange.Windows {
    @Override
    public Duration length(WindowKey key) {
      return length;
    }

    @Override
    public Duration reach(WindowKey key) {
      return Duration.ZERO;
    }
  }

  /** Of attempts that start in the window. */
  private record FunnelWindows(Map<String, Funnel> funnels, Duration longestSession)
      implements WriteRange.Windows {
    FunnelWindows(List<Funnel> funnels, Duration longestSession) {
      this(
          funnels.stream().collect(Collectors.toMap(Funnel::id, Function.identity())),
          longestSession);
    }

    @Override
    public Duration length(WindowKey key) {
      return Objects.requireNonNull(funnels.get(key.name())).cohort();
    }

    @Override
    public Duration reach(WindowKey key) {
      return Objects.requireNonNull(funnels.get(key.name())).reach(longestSession);
    }
  }

  private static <S extends Summary<S>> DataStream<AggregateRow> sum(
      DataStream<Followed> followed,
      String name,
      Contribute<Followed, S> contribute,
      Aggregation<S> aggregation) {
    return followed
        .transform(
            "count-" + name,
            ContributionSerializer.TYPE,
            new PreAggregate<>(contribute, aggregation))
        .uid("count-" + name)
        .keyBy(Contribution::key, WindowKeySerializer.TYPE)
        .process(new Aggregate<>(aggregation), AggregateRowSerializer.TYPE)
        .uid("sum-" + name)
        .name("sum-" + name);
  }

  private static DataStream<OutputRecord> encode(
      DataStream<AggregateRow> rows,
      String name,
      SerializableSupplier<Encoding<AggregateRow>> encoding) {
    return rows.map(new EncodeRows<>(encoding), OutputRecordSerializer.TYPE)
        .uid("encode-" + name)
        .name("encode-" + name);
  }
}
