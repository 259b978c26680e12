package dev.footfall.job;

import dev.footfall.aggregate.Contribute;
import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.Sums;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.FunnelKey;
import dev.footfall.performance.CountPerformance;
import dev.footfall.performance.CountTraffic;
import dev.footfall.performance.CountedEvent;
import dev.footfall.performance.PerformanceSummary;
import dev.footfall.performance.TrafficCount;
import dev.footfall.session.Session;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.State;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedAttempt;
import dev.footfall.visitor.FollowedEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What each aggregate counts of all that comes of following visitors. */
final class CountFollowed {
  private CountFollowed() {}

  static Contribute<Followed, PerformanceSummary> performance(CountPerformance count) {
    return (followed, sums) ->
        eachContent(followed.event(), counted -> count.contribute(counted, sums));
  }

  /** Events as they are revised; sessions once they are closed. */
  static Contribute<Followed, TrafficCount> traffic(CountTraffic count) {
    return (followed, sums) -> {
      eachContent(followed.event(), counted -> count.event(counted, sums));
      Session session = followed.session();
      if (session != null && session.state() == State.CLOSED) {
        count(session, count, sums);
      }
    };
  }

  private static void count(Session session, CountTraffic count, Sums<TrafficCount> sums) {
    Content content = session.content();
    if (session.edge()) {
      count.incompleteSession(content.endMicros(), sums);
    }
    if (session.retracted()) {
      return;
    }
    Page exit = content.exitPage();
    String exitPath = exit == null ? null : exit.path();
    count.session(content.endMicros(), content.pages(), exitPath, sums);
  }

  static Contribute<Followed, FunnelCounts> funnels() {
    return (followed, sums) -> count(followed.attempt(), sums);
  }

  private static void count(@Nullable FollowedAttempt attempt, Sums<FunnelCounts> sums) {
    if (attempt != null) {
      FunnelKey key = attempt.change().key();
      WindowKey window = new WindowKey(key.funnelId(), key.cohortStartMillis());
      sums.of(window, label(key.breakdown())).add(attempt.change(), attempt.visitor());
    }
  }

  /** A value that reads like the rest counts there: rows of both would have one key. */
  private static Label label(@Nullable String breakdown) {
    return Label.OTHER.text().equals(breakdown) ? Label.OTHER : new Label("", breakdown);
  }

  /** What the revision before had is given back, what this one has is added. */
  private static void eachContent(@Nullable FollowedEvent event, Consumer<CountedEvent> counted) {
    if (event == null) {
      return;
    }
    AnalyticsEvent before = event.issued().eventBefore();
    if (before != null) {
      counted.accept(new CountedEvent(before, -1));
    }
    if (!event.event().retracted()) {
      counted.accept(new CountedEvent(event.event(), 1));
    }
  }
}
