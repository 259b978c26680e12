package dev.footfall.local.shop;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A Collector with a Kafka exporter: gathers what instances export into records of many traces, and
 * now and then sends a record again because the broker's answer got lost, or something damaged
 * beside it.
 */
final class Collector {
  private static final int RECORD_SPANS = 350;
  private static final int RESEND_EXPORTS = 5;
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.34.0";
  private static final InstrumentationScope SCOPE =
      InstrumentationScope.newBuilder()
          .setName("io.opentelemetry.tomcat-10.0")
          .setVersion("2.24.0-alpha")
          .build();

  private record Resend(long dueMillis, int spans, byte[] value) {}

  private final ShopSettings settings;
  private final Dice dice;
  private final ShopLedger ledger;
  private final Consumer<ShopRecord> out;
  private final Queue<Resend> resends = new ArrayDeque<>();
  private TracesData.Builder data = TracesData.newBuilder();
  private int spans;
  private long sinceMillis;

  Collector(ShopSettings settings, Dice dice, ShopLedger ledger, Consumer<ShopRecord> out) {
    this.settings = settings;
    this.dice = dice;
    this.ledger = ledger;
    this.out = out;
  }

  void take(Resource resource, List<Span> batch, long nowMillis) {
    if (spans == 0) {
      sinceMillis = nowMillis;
    }
    ScopeSpans scope = ScopeSpans.newBuilder().setScope(SCOPE).addAllSpans(batch).build();
    data.addResourceSpans(
        ResourceSpans.newBuilder().setResource(resource).setSchemaUrl(SCHEMA).addScopeSpans(scope));
    spans += batch.size();
    if (spans >= RECORD_SPANS) {
      send(nowMillis);
    }
  }

  /** Sends what has waited long enough. */
  void sendIfDue(long nowMillis) {
    if (spans > 0 && nowMillis - sinceMillis >= settings.exportMillis() / 5) {
      send(nowMillis);
    }
    while (!resends.isEmpty() && resends.peek().dueMillis() <= nowMillis) {
      Resend again = resends.remove();
      ledger.sentAgain(again.spans(), again.value().length);
      write(nowMillis, again.value());
    }
  }

  boolean isEmpty() {
    return spans == 0 && resends.isEmpty();
  }

  private void send(long nowMillis) {
    byte[] value = data.build().toByteArray();
    ledger.sent(spans, value.length);
    write(nowMillis, value);
    if (dice.chancePerMille(settings.duplicatesPerMille())) {
      // The same wait for all keeps the queue in order.
      resends.add(new Resend(nowMillis + RESEND_EXPORTS * settings.exportMillis(), spans, value));
    }
    if (dice.chancePerMille(settings.damagedPerMille())) {
      sendDamaged(nowMillis, value);
    }
    data = TracesData.newBuilder();
    spans = 0;
  }

  private void sendDamaged(long nowMillis, byte[] value) {
    byte[] damaged = Damage.pick(value, dice);
    if (damaged == Damage.BAD_SPAN) {
      ledger.sentBadSpan(damaged.length);
    } else {
      ledger.sentUnusable(damaged.length);
    }
    write(nowMillis, damaged);
  }

  private void write(long nowMillis, byte[] value) {
    out.accept(new ShopRecord(dice.below(settings.partitions()), nowMillis, value));
  }
}
