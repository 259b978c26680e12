package dev.footfall.session;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.session.Session.ServiceVersion;
import dev.footfall.session.Sums.Converted;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The byte form of {@link Sums}, part of {@link VisitorFormat} and of its version. */
final class SumsFormat {
  private SumsFormat() {}

  static void write(@Nullable Sums sums, StateWriter out) throws IOException {
    if (sums == null) {
      out.number(0);
      return;
    }
    out.number(sums.events);
    out.number(sums.errors);
    out.number(sums.slow);
    out.number(sums.notFound);
    out.text(sums.userId);
    out.number(sums.userNumber);
    out.number(LogHistogram.VERSION);
    sums.requestMicros.write(out.out());
    out.number(sums.serviceVersions.size());
    for (ServiceVersion version : sums.serviceVersions) {
      out.text(version.service());
      out.text(version.version());
    }
    out.number(sums.conversions.size());
    for (Map.Entry<String, Converted> converted : sums.conversions.entrySet()) {
      out.text(converted.getKey());
      out.number(converted.getValue().count);
      out.number(converted.getValue().once ? 1 : 0);
      writeMoney(converted.getValue().values, out);
    }
    writeMoney(sums.revenue, out);
    out.number(sums.transactions.size());
    for (long transaction : sums.transactions) {
      out.eightBytes(transaction);
    }
  }

  private static void writeMoney(Map<String, BigDecimal> sums, StateWriter out) throws IOException {
    out.number(sums.size());
    for (Map.Entry<String, BigDecimal> sum : sums.entrySet()) {
      out.text(sum.getKey());
      out.decimal(sum.getValue());
    }
  }

  static @Nullable Sums read(StateReader in) throws IOException {
    int events = in.integer();
    if (events == 0) {
      return null;
    }
    Sums sums = new Sums();
    sums.events = events;
    sums.errors = in.integer();
    sums.slow = in.integer();
    sums.notFound = in.integer();
    sums.userId = in.text();
    sums.userNumber = in.integer();
    int version = in.integer();
    if (version != LogHistogram.VERSION) {
      throw new IllegalStateException("a session's histogram is of unknown version " + version);
    }
    sums.requestMicros.merge(LogHistogram.read(in.in()));
    for (int left = in.integer(); left > 0; left--) {
      sums.serviceVersions.add(new ServiceVersion(in.name(), in.text()));
    }
    for (int left = in.integer(); left > 0; left--) {
      Converted converted = new Converted();
      sums.conversions.put(in.name(), converted);
      converted.count = in.integer();
      converted.once = in.integer() == 1;
      readMoney(converted.values, in);
    }
    readMoney(sums.revenue, in);
    for (int left = in.integer(); left > 0; left--) {
      sums.transactions.add(in.eightBytes());
    }
    return sums;
  }

  private static void readMoney(Map<String, BigDecimal> sums, StateReader in) throws IOException {
    for (int left = in.integer(); left > 0; left--) {
      sums.put(in.name(), in.decimal());
    }
  }
}
