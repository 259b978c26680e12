package dev.footfall.performance;

import dev.footfall.aggregate.Aggregation;
import dev.footfall.aggregate.Contribute;
import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.Sums;
import dev.footfall.aggregate.WindowTimes;
import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.Request;
import dev.footfall.performance.ResponseTargets.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts how requests were served: each event once per {@link Dimension}, in the window of its
 * event time. An event's time is frozen, so a revision is counted where it takes back.
 */
public record CountPerformance(WindowTimes times, ResponseTargets targets)
    implements Contribute<CountedEvent, PerformanceSummary> {

  /** What the two phases have to know. */
  public Aggregation<PerformanceSummary> aggregation(int maxLabels) {
    return new Aggregation<>(PerformanceSummary::new, PerformanceSummary::read, times, maxLabels);
  }

  @Override
  public void contribute(CountedEvent counted, Sums<PerformanceSummary> sums) {
    AnalyticsEvent event = counted.event();
    Request request = event.request();
    String page = PageName.of(request);
    Verdict verdict = targets.verdict(request, page, PerformanceSummary.isError(request));
    for (Dimension dimension : Dimension.values()) {
      sums.of(times.window(dimension.key(), event.eventTimeMicros()), label(dimension, event, page))
          .add(event, verdict, counted.sign());
    }
  }

  private static Label label(Dimension dimension, AnalyticsEvent event, String page) {
    return switch (dimension) {
      case PAGE -> Label.of(page);
      case DEVICE_CATEGORY -> Label.of(device(event.client()));
      case SERVICE_VERSION ->
          new Label(event.request().service(), event.request().serviceVersion());
    };
  }

  private static String device(@Nullable ClientFacts client) {
    DeviceClass device = client == null ? DeviceClass.UNKNOWN : client.deviceClass();
    return device.name().toLowerCase(Locale.ROOT);
  }
}
