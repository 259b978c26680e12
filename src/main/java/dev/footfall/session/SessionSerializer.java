package dev.footfall.session;

import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Conversions;
import dev.footfall.session.Session.EndReason;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.ServiceVersion;
import dev.footfall.session.Session.State;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A record's fields in their order; texts that come again are a number the second time. */
public final class SessionSerializer extends VersionedSerializer<Session> {
  public static final int VERSION = 2;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  public void serialize(Session session, DataOutputView view) throws IOException {
    StateWriter out = new StateWriter(view);
    out.text(session.sessionId());
    out.text(session.visitorId());
    out.text(session.idMethod().name());
    out.number(session.sessionNumber() == null ? 0 : session.sessionNumber());
    out.text(session.previousSessionId());
    write(session.content(), out);
    out.number(session.revision());
    out.text(session.state().name());
    out.text(session.endReason() == null ? null : session.endReason().name());
    out.number(session.retracted() ? 1 : 0);
    out.eightBytes(session.arrivalTimeMillis());
    out.eightBytes(session.issuedAtMicros());
    out.text(session.configVersion());
    out.number(session.edge() ? 1 : 0);
  }

  @Override
  public Session deserialize(DataInputView view) throws IOException {
    StateReader in = new StateReader(view);
    return new Session(
        in.name(),
        in.name(),
        IdMethod.valueOf(in.name()),
        numberOrNull(in.integer()),
        in.text(),
        readContent(in),
        in.integer(),
        State.valueOf(in.name()),
        endReason(in.text()),
        in.number() == 1,
        in.eightBytes(),
        in.eightBytes(),
        in.name(),
        in.number() == 1);
  }

  private static @Nullable Integer numberOrNull(int number) {
    return number == 0 ? null : Integer.valueOf(number);
  }

  private static @Nullable EndReason endReason(@Nullable String name) {
    return name == null ? null : EndReason.valueOf(name);
  }

  private static void write(Content content, StateWriter out) throws IOException {
    out.text(content.userId());
    out.eightBytes(content.startMicros());
    out.eightBytes(content.endMicros());
    out.number(content.events());
    out.number(content.interactions());
    out.number(content.pageViews());
    out.number(content.conversions().size());
    for (Map.Entry<String, Conversions> byName : content.conversions().entrySet()) {
      out.text(byName.getKey());
      out.number(byName.getValue().count());
      writeMoney(byName.getValue().values(), out);
    }
    writeMoney(content.revenue(), out);
    writePage(content.entryPage(), out);
    writePage(content.exitPage(), out);
    out.number(content.pages().size());
    for (String page : content.pages()) {
      out.text(page);
    }
    out.number(content.engaged() ? 1 : 0);
    out.circumstances(content.circumstances());
    out.number(content.serviceVersions().size());
    for (ServiceVersion version : content.serviceVersions()) {
      out.text(version.service());
      out.text(version.version());
    }
    out.number(content.errors());
    out.number(content.slow());
    out.number(content.notFound());
    out.signed(content.p95RequestMicros() == null ? -1 : content.p95RequestMicros());
  }

  private static Content readContent(StateReader in) throws IOException {
    return new Content(
        in.text(),
        in.eightBytes(),
        in.eightBytes(),
        in.integer(),
        in.integer(),
        in.integer(),
        readConversions(in),
        readMoney(in),
        readPage(in),
        readPage(in),
        readPages(in),
        in.number() == 1,
        in.circumstances(),
        readServiceVersions(in),
        in.integer(),
        in.integer(),
        in.integer(),
        microsOrNull(in.signed()));
  }

  private static @Nullable Long microsOrNull(long micros) {
    return micros < 0 ? null : Long.valueOf(micros);
  }

  private static Map<String, Conversions> readConversions(StateReader in) throws IOException {
    Map<String, Conversions> conversions = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      conversions.put(in.name(), new Conversions(in.integer(), readMoney(in)));
    }
    return conversions;
  }

  private static void writeMoney(Map<String, BigDecimal> sums, StateWriter out) throws IOException {
    out.number(sums.size());
    for (Map.Entry<String, BigDecimal> sum : sums.entrySet()) {
      out.text(sum.getKey());
      out.decimal(sum.getValue());
    }
  }

  private static Map<String, BigDecimal> readMoney(StateReader in) throws IOException {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      sums.put(in.name(), in.decimal());
    }
    return sums;
  }

  private static void writePage(@Nullable Page page, StateWriter out) throws IOException {
    out.number(page == null ? 0 : 1);
    if (page != null) {
      out.text(page.path());
      out.text(page.route());
    }
  }

  private static @Nullable Page readPage(StateReader in) throws IOException {
    return in.number() == 0 ? null : new Page(in.text(), in.text());
  }

  private static List<String> readPages(StateReader in) throws IOException {
    List<String> pages = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      pages.add(in.name());
    }
    return pages;
  }

  private static List<ServiceVersion> readServiceVersions(StateReader in) throws IOException {
    List<ServiceVersion> versions = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      versions.add(new ServiceVersion(in.name(), in.text()));
    }
    return versions;
  }
}
