package dev.footfall.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopTrafficTest {
  private static final long SEED = 22_064;
  private static final ShopSettings HISTORY = ShopSettings.history(SEED, 8);

  /** A span as it was sent. */
  private record Sent(ShopRecord in, String service, Span span) {
    ByteString id() {
      return span.getTraceId().concat(span.getSpanId());
    }

    String text(String key) {
      return span.getAttributesList().stream()
          .filter(a -> a.getKey().equals(key))
          .map(a -> a.getValue().getStringValue())
          .findFirst()
          .orElse("");
    }
  }

  private final List<ShopRecord> records = new ArrayList<>();

  @Test
  void repeatsEveryByteForASeed() {
    assertThat(digest(HISTORY)).isEqualTo(digest(HISTORY));
    assertThat(digest(HISTORY)).isNotEqualTo(digest(ShopSettings.history(SEED + 1, 8)));
  }

  @Test
  void givesTheSameRecordsHoweverTheClockSteps() {
    ShopSettings live = ShopSettings.live(SEED, 1_800_000_000_000L, 20, 4);
    long seed = System.nanoTime();
    System.out.println("clock steps of seed " + seed);
    SplittableRandom steps = new SplittableRandom(seed);
    List<ShopRecord> uneven = new ArrayList<>();
    ShopTraffic paced = new ShopTraffic(live, uneven::add);
    long end = live.startEpochMillis() + 20_000;
    for (long at = live.startEpochMillis(); at < end; at += 1 + steps.nextInt(700)) {
      paced.advanceTo(at);
    }
    paced.advanceTo(end);
    new ShopTraffic(live, records::add).advanceTo(end);
    assertThat(uneven).hasSizeGreaterThan(50);
    assertThat(contents(uneven)).isEqualTo(contents(records));
  }

  @Test
  void keepsTheLedgerOfWhatItSends() throws Exception {
    ShopSettings settings = new ShopSettings(SEED, 0, 20, 25_000, 5_000, 8, 100, 500);
    ShopLedger ledger = new ShopTraffic(settings, records::add).runUntil(20_000);
    List<Sent> sent = sent();
    Set<ByteString> distinct = sent.stream().map(Sent::id).collect(Collectors.toSet());
    distinct.removeIf(id -> id.size() != 24);

    assertThat(ledger.spans()).isBetween(20_000L, 20_050L).isEqualTo(distinct.size());
    assertThat(ledger.sentSpans()).isEqualTo(sent.size());
    assertThat(ledger.duplicateSpans()).isPositive();
    assertThat(ledger.badSpans()).isPositive();
    assertThat(ledger.unusableRecords()).isPositive();
    assertThat(ledger.sentSpans() - ledger.duplicateSpans() - ledger.badSpans())
        .isEqualTo(ledger.spans());
    assertThat(ledger.records()).isEqualTo(records.size());
    assertThat(ledger.bytes()).isEqualTo(records.stream().mapToLong(r -> r.value().length).sum());
    assertThat(ledger.traces())
        .isEqualTo(distinct.stream().map(id -> id.substring(0, 16)).distinct().count());
  }

  @Test
  void makesOneEntrySpanPerRequest() throws Exception {
    ShopLedger ledger = new ShopTraffic(HISTORY, records::add).runUntil(20_000);
    Map<ByteString, Sent> spans = distinct();
    long entries =
        spans.values().stream()
            .filter(s -> s.span().getKind() == SpanKind.SPAN_KIND_SERVER)
            .filter(s -> !spans.containsKey(parent(s)))
            .count();
    assertThat(entries).isEqualTo(ledger.requestCount());
    assertThat(ledger.traces()).isGreaterThan(ledger.requestCount());
  }

  @Test
  void keepsEachSpanWithinItsParent() throws Exception {
    new ShopTraffic(HISTORY, records::add).runUntil(20_000);
    Map<ByteString, Sent> spans = distinct();
    for (Sent child : spans.values()) {
      Sent parent = spans.get(parent(child));
      if (parent != null) {
        assertThat(child.span().getStartTimeUnixNano())
            .isGreaterThanOrEqualTo(parent.span().getStartTimeUnixNano());
        assertThat(child.span().getEndTimeUnixNano())
            .isLessThanOrEqualTo(parent.span().getEndTimeUnixNano());
      }
    }
  }

  @Test
  void spreadsTracesOverRecordsAndPartitionsInsideAQuietGap() throws Exception {
    new ShopTraffic(HISTORY, records::add).runUntil(20_000);
    Map<ByteString, List<ShopRecord>> byTrace = new HashMap<>();
    for (Sent sent : distinct().values()) {
      byTrace.computeIfAbsent(sent.span().getTraceId(), t -> new ArrayList<>()).add(sent.in());
    }
    long spread = 0;
    for (List<ShopRecord> in : byTrace.values()) {
      spread += in.stream().map(ShopRecord::partition).distinct().count() > 1 ? 1 : 0;
      long first = in.stream().mapToLong(ShopRecord::timestampMillis).min().orElseThrow();
      long last = in.stream().mapToLong(ShopRecord::timestampMillis).max().orElseThrow();
      assertThat(last - first).isLessThan(HISTORY.exportMillis() * 2);
    }
    assertThat(spread).isGreaterThan(byTrace.size() / 3);
  }

  @Test
  void sendsInTheOrderOfTimeAndAfterTheSpansEnded() throws Exception {
    new ShopTraffic(HISTORY, records::add).runUntil(20_000);
    assertThat(records).extracting(ShopRecord::timestampMillis).isSorted();
    for (Sent sent : sent()) {
      assertThat(sent.span().getEndTimeUnixNano())
          .isLessThanOrEqualTo(sent.in().timestampMillis() * 1_000_000);
    }
  }

  @Test
  void seesEveryKindOfRequestAndPaymentsThatFail() throws Exception {
    ShopLedger ledger = new ShopTraffic(HISTORY, records::add).runUntil(60_000);
    assertThat(ledger.requests().keySet()).containsExactlyInAnyOrder(RequestKind.values());
    assertThat(ledger.purchases()).isGreaterThan(ledger.failedPayments());
    long refused =
        distinct().values().stream()
            .filter(s -> s.service().equals("payment"))
            .filter(s -> s.text("url.path").equals("/api/payments"))
            .filter(s -> s.span().getStatus().getCode() == StatusCode.STATUS_CODE_ERROR)
            .count();
    assertThat(refused).isPositive().isEqualTo(ledger.failedPayments());
    assertThat(ledger.visitRequests()).isGreaterThan(ledger.requestCount() * 6 / 10);
  }

  @Test
  void tellsOfTheProductInTheProductServicesSpanOnly() throws Exception {
    new ShopTraffic(HISTORY, records::add).runUntil(20_000);
    Sent page =
        distinct().values().stream()
            .filter(s -> s.text("url.path").equals("/pdp/t-shirt-print-schwarz-trq22o064-q11.htm"))
            .findFirst()
            .orElseThrow();
    List<Sent> details =
        distinct().values().stream()
            .filter(s -> s.span().getTraceId().equals(page.span().getTraceId()))
            .filter(s -> !s.text("app.product.name").isEmpty())
            .toList();
    assertThat(page.service()).isEqualTo("gateway");
    assertThat(details).hasSize(1);
    assertThat(details.get(0).service()).isEqualTo("product");
    assertThat(details.get(0).text("app.product.id")).isEqualTo("trq22o064-q11");
    assertThat(details.get(0).text("app.product.name")).isEqualTo("T-Shirt Print Schwarz");
    assertThat(details.get(0).text("app.product.affiliation")).isNotEmpty();
    assertThat(details.get(0).text("app.product.coupon")).isNotEmpty();
  }

  @Test
  void makesNothingNewOnceClosedAndSendsAllOfTheOld() {
    ShopSettings live = ShopSettings.live(SEED, 0, 20, 4);
    ShopTraffic traffic = new ShopTraffic(live, records::add);
    traffic.advanceTo(10_000);
    traffic.close();
    long spans = traffic.ledger().spans();
    assertThat(traffic.isDrained()).isFalse();
    traffic.advanceTo(20_000);
    assertThat(traffic.isDrained()).isTrue();
    assertThat(traffic.ledger().spans()).isEqualTo(spans);
  }

  private static List<String> contents(List<ShopRecord> records) {
    return records.stream()
        .map(r -> r.partition() + "@" + r.timestampMillis() + ": " + Arrays.hashCode(r.value()))
        .toList();
  }

  private static String digest(ShopSettings settings) {
    Hasher hasher = Hashing.sha256().newHasher();
    new ShopTraffic(
            settings,
            r -> hasher.putInt(r.partition()).putLong(r.timestampMillis()).putBytes(r.value()))
        .runUntil(5_000);
    return hasher.hash().toString();
  }

  private static ByteString parent(Sent child) {
    return child.span().getTraceId().concat(child.span().getParentSpanId());
  }

  private Map<ByteString, Sent> distinct() throws Exception {
    Map<ByteString, Sent> spans = new HashMap<>();
    for (Sent sent : sent()) {
      spans.putIfAbsent(sent.id(), sent);
    }
    return spans;
  }

  private List<Sent> sent() throws InvalidProtocolBufferException {
    List<Sent> all = new ArrayList<>();
    for (ShopRecord record : records) {
      if (record.value()[0] != 0x0a) {
        continue;
      }
      for (ResourceSpans part : TracesData.parseFrom(record.value()).getResourceSpansList()) {
        String service = service(part.getResource());
        part.getScopeSpansList()
            .forEach(
                s -> s.getSpansList().forEach(span -> all.add(new Sent(record, service, span))));
      }
    }
    return all;
  }

  private static String service(Resource resource) {
    return resource.getAttributesList().stream()
        .filter(a -> a.getKey().equals("service.name"))
        .map(KeyValue::getValue)
        .map(v -> v.getStringValue())
        .findFirst()
        .orElse("");
  }
}
