package dev.footfall.session;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Conversions;
import dev.footfall.session.Session.EndReason;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.ServiceVersion;
import dev.footfall.session.Session.State;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a visitor's sessions have to come to, worked out the slow way: nothing is kept but what was
 * delivered, and every question is answered from that anew. It follows the sentences of the
 * documentation. Durations have to be below 16 microseconds, where histograms are exact.
 */
final class SessionOracle {
  private static final long NEVER = Long.MAX_VALUE;
  private static final MessageDigest SHA_256 = sha256();

  /** An event as it is released. */
  record Delivery(AnalyticsEvent event, long now) {
    boolean first() {
      return event.revision() == 1;
    }
  }

  final List<SessionStamp> stamps = new ArrayList<>();
  final List<Session> records = new ArrayList<>();

  private final SessionSettings settings;
  private final long slowMicros;
  private final List<Visit> visits = new ArrayList<>();

  /** Visits begun since the visitor was last forgotten, where visitors are remembered at all. */
  private final List<Visit> known = new ArrayList<>();

  private long lastInteraction = NEVER;

  SessionOracle(SessionSettings settings, long slowMicros) {
    this.settings = settings;
    this.slowMicros = slowMicros;
  }

  /** One session. */
  private final class Visit {
    final List<Delivery> taken = new ArrayList<>();
    final Map<String, Boolean> marks = new TreeMap<>();
    String id;
    int boundsOf;
    List<AnalyticsEvent> bounds;
    Integer number;
    String previousId;
    EndReason endedBy;
    long lastChange = Long.MIN_VALUE;
    boolean gone;
    int revision;
    long lastRecord;
    Content lastContent;
    String lastConfig;
    boolean lastRetracted;
    long changedSinceRecord = NEVER;

    AnalyticsEvent opener() {
      return taken.get(0).event();
    }

    String id() {
      if (id == null) {
        String text = opener().client().visitorId() + "\0" + opener().eventId();
        byte[] digest = SHA_256.digest(text.getBytes(StandardCharsets.UTF_8));
        id =
            new BigInteger(1, digest)
                .add(BigInteger.ONE.shiftLeft(256))
                .toString(16)
                .substring(1, 33);
      }
      return id;
    }

    /** The last revision of each event, in the order of the first ones. */
    List<AnalyticsEvent> last(int deliveries) {
      Map<String, AnalyticsEvent> byId = new LinkedHashMap<>();
      taken.subList(0, deliveries).forEach(d -> byId.put(d.event().eventId(), d.event()));
      return List.copyOf(byId.values());
    }

    List<AnalyticsEvent> live() {
      return last(taken.size()).stream().filter(e -> !e.retracted()).toList();
    }

    List<AnalyticsEvent> liveInteractions(int deliveries) {
      return last(deliveries).stream().filter(e -> !e.retracted() && e.interaction()).toList();
    }

    boolean empty() {
      return liveInteractions(taken.size()).isEmpty();
    }

    long start() {
      return bounds().get(0).eventTimeMicros();
    }

    long end() {
      return bounds().get(bounds().size() - 1).eventTimeMicros();
    }

    /** The interactions; where none is left, those of the last moment at which there was one. */
    private List<AnalyticsEvent> bounds() {
      if (boundsOf != taken.size()) {
        boundsOf = taken.size();
        int n = boundsOf;
        while (liveInteractions(n).isEmpty()) {
          n--;
        }
        bounds = liveInteractions(n);
      }
      return bounds;
    }

    String sender() {
      return taken.stream()
          .filter(Delivery::first)
          .map(d -> d.event().client().sessionId())
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }

    long firstInteractions() {
      return taken.stream().filter(d -> d.first() && d.event().interaction()).count();
    }

    int numberOf(String eventId) {
      List<String> ids = last(taken.size()).stream().map(AnalyticsEvent::eventId).toList();
      return ids.indexOf(eventId) + 1;
    }

    boolean untilItsLengthOnly() {
      return sender() != null && endedBy == null;
    }

    long over() {
      return untilItsLengthOnly()
          ? start() + micros(settings.maxDuration())
          : end() + micros(settings.gap());
    }

    long closing() {
      return Math.max(over() + micros(settings.lateHorizon()), lastChange);
    }

    long updateDue() {
      return changedSinceRecord == NEVER
          ? NEVER
          : Math.max(lastRecord + micros(settings.updateInterval()), changedSinceRecord);
    }

    EndReason reason() {
      if (endedBy != null) {
        return endedBy;
      }
      return sender() == null ? EndReason.GAP : EndReason.MAX_DURATION;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /**
   * @param highestArrival at which a bounded range ends; null where all simply passes
   */
  void work(List<Delivery> deliveries, Long highestArrival) {
    for (Delivery delivery : deliveries) {
      pass(delivery.now());
      stamps.add(delivery.first() ? join(delivery) : revise(delivery));
    }
    if (highestArrival == null) {
      pass(NEVER);
      return;
    }
    pass(highestArrival);
    for (Visit visit : visits) {
      if (!visit.gone && (visit.endedBy != null || highestArrival > visit.over())) {
        passOne(visit, NEVER);
      } else if (!visit.gone && (visit.revision > 0 || !visit.empty())) {
        record(visit, State.UPDATE, EndReason.END_OF_RANGE, highestArrival);
      }
    }
  }

  private void pass(long now) {
    for (Visit visit : visits) {
      passOne(visit, now);
    }
    if (lastInteraction != NEVER && lastInteraction + micros(settings.visitorRetention()) < now) {
      known.clear();
      lastInteraction = NEVER;
    }
  }

  private void passOne(Visit visit, long now) {
    if (visit.gone) {
      return;
    }
    if (visit.updateDue() < now && visit.updateDue() < visit.closing()) {
      long due = visit.updateDue();
      boolean same =
          content(visit).equals(visit.lastContent)
              && config(visit).equals(visit.lastConfig)
              && visit.empty() == visit.lastRetracted;
      visit.changedSinceRecord = NEVER;
      if (!same) {
        record(visit, State.UPDATE, null, due);
      }
    }
    if (visit.closing() < now) {
      visit.gone = true;
      if (visit.revision > 0 || !visit.empty()) {
        record(visit, State.CLOSED, visit.reason(), visit.closing());
      }
    }
  }

  private SessionStamp join(Delivery delivery) {
    AnalyticsEvent event = delivery.event();
    Visit last = visits.isEmpty() ? null : visits.get(visits.size() - 1);
    Visit open = last == null || last.gone || last.endedBy != null ? null : last;
    EndReason why = open == null ? null : whyNot(open, event);
    if (open == null || why != null) {
      if (!event.interaction()) {
        return null;
      }
      if (open != null) {
        open.endedBy = why;
        open.lastChange = delivery.now();
      }
      open = new Visit();
      visits.add(open);
    }
    boolean once = conversion(event) == Conversion.ONCE_PER_SESSION;
    Visit visit = open;
    boolean taken =
        visit.live().stream()
            .anyMatch(
                e ->
                    e.eventName().equals(event.eventName())
                        && conversion(e) != Conversion.NONE
                        && visit.marks.get(e.eventId()));
    boolean mark = once ? !taken : conversion(event) == Conversion.EVERY;
    visit.marks.put(event.eventId(), mark);
    visit.taken.add(delivery);
    if (visit.taken.size() == 1 && isRemembered(event)) {
      visit.number = known.size() + 1;
      visit.previousId = known.isEmpty() ? null : known.get(known.size() - 1).id();
      known.add(visit);
    }
    if (event.interaction() && !known.isEmpty()) {
      lastInteraction = event.eventTimeMicros();
    }
    changed(visit, delivery.now());
    return stamp(visit, event);
  }

  private static boolean isRemembered(AnalyticsEvent event) {
    IdMethod method = event.client().idMethod();
    return method == IdMethod.COOKIE || method == IdMethod.INSTALLATION;
  }

  private EndReason whyNot(Visit open, AnalyticsEvent event) {
    String sender = event.client().sessionId();
    boolean same = sender != null && sender.equals(open.sender());
    if (!same && sender != null && open.sender() != null) {
      return EndReason.SESSION_ID;
    }
    String previous = event.client().previousSessionId();
    if (!same && previous != null && previous.equals(open.sender())) {
      return EndReason.SESSION_ID;
    }
    if (!same && event.eventTimeMicros() - open.end() > micros(settings.gap())) {
      return EndReason.GAP;
    }
    if (event.eventTimeMicros() - open.start() > micros(settings.maxDuration())) {
      return EndReason.MAX_DURATION;
    }
    if (event.interaction() && open.firstInteractions() + 1 > settings.maxEvents()) {
      return EndReason.MAX_EVENTS;
    }
    if (settings.splitAtMidnight() && !day(open.start()).equals(day(event.eventTimeMicros()))) {
      return EndReason.MIDNIGHT;
    }
    if (settings.newSessionOnCampaign() && event.interaction()) {
      List<AnalyticsEvent> interactions = open.liveInteractions(open.taken.size());
      Campaign campaign = interactions.isEmpty() ? null : interactions.get(0).client().campaign();
      String clickId = interactions.isEmpty() ? null : interactions.get(0).client().clickIdType();
      Campaign own = event.client().campaign();
      String ownClickId = event.client().clickIdType();
      if (own != null && !own.equals(campaign)
          || ownClickId != null && !ownClickId.equals(clickId)) {
        return EndReason.CAMPAIGN;
      }
    }
    return null;
  }

  private String day(long micros) {
    Instant instant = Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
    return instant.atZone(settings.zone()).toString().substring(0, 10);
  }

  private SessionStamp revise(Delivery delivery) {
    AnalyticsEvent event = delivery.event();
    for (int i = visits.size() - 1; i >= 0; i--) {
      Visit visit = visits.get(i);
      if (!visit.gone && visit.marks.containsKey(event.eventId())) {
        visit.taken.add(delivery);
        visit.lastChange = delivery.now();
        changed(visit, delivery.now());
        return stamp(visit, event);
      }
    }
    long time = event.eventTimeMicros();
    for (int i = visits.size() - 1; i >= 0; i--) {
      Visit visit = visits.get(i);
      boolean remembered = !visit.gone || !known.isEmpty() && known.get(known.size() - 1) == visit;
      if (remembered
          && !visit.empty()
          && visit.start() <= time
          && time <= visit.end() + micros(settings.gap())) {
        return new SessionStamp(visit.id(), visit.number, visit.start(), 0, false, false);
      }
    }
    return null;
  }

  private static SessionStamp stamp(Visit visit, AnalyticsEvent event) {
    return new SessionStamp(
        visit.id(),
        visit.number,
        visit.start(),
        visit.numberOf(event.eventId()),
        visit.marks.get(event.eventId()),
        false);
  }

  private void changed(Visit visit, long now) {
    if (settings.publish() == SessionSettings.Publish.CLOSED) {
      return;
    }
    if (visit.revision == 0) {
      record(visit, State.OPEN, null, now);
    } else {
      visit.changedSinceRecord = Math.min(visit.changedSinceRecord, now);
    }
  }

  private static String config(Visit visit) {
    return visit.taken.get(visit.taken.size() - 1).event().configVersion();
  }

  private void record(Visit visit, State state, EndReason reason, long moment) {
    visit.revision++;
    visit.lastRecord = moment;
    visit.lastContent = content(visit);
    visit.lastConfig = config(visit);
    visit.lastRetracted = visit.empty();
    records.add(
        new Session(
            visit.id(),
            visit.opener().client().visitorId(),
            visit.opener().client().idMethod(),
            visit.number,
            visit.previousId,
            visit.lastContent,
            visit.revision,
            state,
            reason,
            visit.empty(),
            visit.taken.stream().mapToLong(d -> d.event().arrivalTimeMillis()).max().getAsLong(),
            moment,
            visit.lastConfig,
            false));
  }

  private Content content(Visit visit) {
    List<AnalyticsEvent> live = visit.live();
    List<AnalyticsEvent> interactions = live.stream().filter(e -> e.interaction()).toList();
    List<AnalyticsEvent> views = live.stream().filter(e -> e.pageView()).toList();
    boolean converted = interactions.stream().anyMatch(e -> conversion(e) != Conversion.NONE);
    boolean engaged = views.size() >= 2 || converted || visit.end() - visit.start() >= 10_000_000L;
    List<String> users =
        live.stream().map(e -> e.client().userId()).filter(Objects::nonNull).toList();
    long[] durations =
        live.stream().mapToLong(e -> e.request().durationMicros()).sorted().toArray();
    return new Content(
        users.isEmpty() ? null : users.get(users.size() - 1),
        visit.start(),
        visit.end(),
        live.size(),
        interactions.size(),
        views.size(),
        conversions(live),
        revenue(live),
        views.isEmpty() ? null : page(views.get(0)),
        views.isEmpty() ? null : page(views.get(views.size() - 1)),
        views.stream().map(e -> e.request().path()).filter(Objects::nonNull).limit(100).toList(),
        engaged && !interactions.isEmpty(),
        circumstances(interactions),
        versions(live),
        (int) live.stream().filter(e -> e.request().error() || e.request().status() > 499).count(),
        (int) live.stream().filter(e -> e.request().durationMicros() >= slowMicros).count(),
        (int) live.stream().filter(e -> Set.of(404, 410).contains(e.request().status())).count(),
        live.isEmpty() ? null : durations[(durations.length * 95 + 99) / 100 - 1]);
  }

  private static Page page(AnalyticsEvent event) {
    return new Page(event.request().path(), event.request().route());
  }

  private static Map<String, Conversions> conversions(List<AnalyticsEvent> live) {
    Map<String, Conversions> all = new TreeMap<>();
    for (AnalyticsEvent event : live) {
      String name = event.eventName();
      List<AnalyticsEvent> counted = new ArrayList<>();
      for (AnalyticsEvent other : live) {
        boolean once = conversion(other) == Conversion.ONCE_PER_SESSION;
        boolean again =
            once && counted.stream().anyMatch(e -> conversion(e) == Conversion.ONCE_PER_SESSION);
        if (other.eventName().equals(name) && conversion(other) != Conversion.NONE && !again) {
          counted.add(other);
        }
      }
      if (!counted.isEmpty()) {
        all.put(name, new Conversions(counted.size(), sums(counted)));
      }
    }
    return all;
  }

  private static Conversion conversion(AnalyticsEvent event) {
    return event.repeatedTransaction() ? Conversion.NONE : event.conversion();
  }

  private static Map<String, BigDecimal> sums(List<AnalyticsEvent> events) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (AnalyticsEvent event : events) {
      if (event.params().containsKey("value") && event.params().containsKey("currency")) {
        sums.merge(
            event.params().get("currency").text(),
            new BigDecimal(event.params().get("value").text()),
            BigDecimal::add);
      }
    }
    sums.replaceAll((currency, sum) -> new BigDecimal(plain(sum.toPlainString())));
    return sums;
  }

  private static String plain(String decimal) {
    return decimal.contains(".") ? decimal.replaceAll("\\.?0+$", "") : decimal;
  }

  private static Map<String, BigDecimal> revenue(List<AnalyticsEvent> live) {
    Set<String> transactions = new HashSet<>();
    List<AnalyticsEvent> purchases = new ArrayList<>();
    for (AnalyticsEvent event : live) {
      if (event.eventName().equals("purchase")
          && !event.repeatedTransaction()
          && event.params().containsKey("currency")) {
        boolean named = event.params().containsKey("transaction_id");
        if (!named || transactions.add(event.params().get("transaction_id").text())) {
          purchases.add(event);
        }
      }
    }
    return sums(purchases);
  }

  private static Circumstances circumstances(List<AnalyticsEvent> interactions) {
    if (interactions.isEmpty()) {
      return new Circumstances(null, null, null, DeviceClass.UNKNOWN, null, null, "human");
    }
    var client = interactions.get(0).client();
    return new Circumstances(
        client.referrerHost(),
        client.campaign(),
        client.clickIdType(),
        client.deviceClass(),
        client.country(),
        client.language(),
        Objects.requireNonNullElse(client.trafficHint(), "human"));
  }

  private static List<ServiceVersion> versions(List<AnalyticsEvent> live) {
    Set<String> seen = new TreeSet<>();
    live.forEach(e -> seen.add(e.request().service() + "/" + e.request().serviceVersion()));
    return seen.stream()
        .map(text -> text.split("/"))
        .map(parts -> new ServiceVersion(parts[0], parts[1]))
        .limit(20)
        .toList();
  }
}
