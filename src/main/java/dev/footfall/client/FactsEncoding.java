package dev.footfall.client;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.otlp.TextCache;
import dev.footfall.privacy.KeyedId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The byte form of {@link ClientFacts}, version 1: {@code version(1) idMethod(1) deviceClass(1)
 * present(2) [route(2)] id(16)* text*}. Bit i of {@code present} says whether the i-th of the
 * optional parts follows, in the order of the constants below; a text is its length in two bytes
 * and UTF-8; a campaign is a byte of presence, in the order of its components, and its texts.
 */
final class FactsEncoding {
  private static final int VERSION = 1;
  private static final int PRESENT_AT = 3;

  private static final int ROUTE = 1;
  private static final int DEVICE_ID = 1 << 1;
  private static final int CONNECTION_ID = 1 << 2;
  private static final int PREVIOUS_CONNECTION_ID = 1 << 3;
  private static final int USER_ID = 1 << 4;
  private static final int SESSION_ID = 1 << 5;
  private static final int PREVIOUS_SESSION_ID = 1 << 6;
  private static final int COUNTRY = 1 << 7;
  private static final int LANGUAGE = 1 << 8;
  private static final int REFERRER_HOST = 1 << 9;
  private static final int CAMPAIGN = 1 << 10;
  private static final int CLICK_ID_TYPE = 1 << 11;
  private static final int TRAFFIC_HINT = 1 << 12;
  private static final int GPC = 1 << 13;
  private static final int DNT = 1 << 14;
  private static final int CONSENTED = 1 << 15;

  private static final IdMethod[] ID_METHODS = IdMethod.values();
  private static final DeviceClass[] DEVICE_CLASSES = DeviceClass.values();

  private final ByteBuffer buffer;
  private final @Nullable TextCache texts;
  private int present;

  private FactsEncoding(ByteBuffer buffer, @Nullable TextCache texts) {
    this.buffer = buffer;
    this.texts = texts;
  }

  static byte[] encode(ClientFacts facts) {
    FactsEncoding to = new FactsEncoding(ByteBuffer.allocate(upperBound(facts)), null);
    to.buffer.put((byte) VERSION);
    to.buffer.put((byte) facts.idMethod().ordinal());
    to.buffer.put((byte) facts.deviceClass().ordinal());
    to.buffer.putShort((short) 0);
    to.putIds(facts);
    to.putText(COUNTRY, facts.country());
    to.putText(LANGUAGE, facts.language());
    to.putText(REFERRER_HOST, facts.referrerHost());
    to.putCampaign(facts.campaign());
    to.putText(CLICK_ID_TYPE, facts.clickIdType());
    to.putText(TRAFFIC_HINT, facts.trafficHint());
    to.present |=
        (facts.gpc() ? GPC : 0) | (facts.dnt() ? DNT : 0) | (facts.consented() ? CONSENTED : 0);
    to.buffer.putShort(PRESENT_AT, (short) to.present);
    return Arrays.copyOf(to.buffer.array(), to.buffer.position());
  }

  private static int upperBound(ClientFacts facts) {
    int bound = 128 + textBound(facts.country()) + textBound(facts.language());
    bound += textBound(facts.referrerHost());
    bound += textBound(facts.clickIdType()) + textBound(facts.trafficHint());
    if (facts.campaign() != null) {
      for (String part : parts(facts.campaign())) {
        bound += textBound(part);
      }
    }
    return bound;
  }

  private static int textBound(@Nullable String text) {
    return text == null ? 0 : 2 + 3 * text.length();
  }

  private void putIds(ClientFacts facts) {
    if (facts.route() >= 0) {
      present |= ROUTE;
      buffer.putShort((short) facts.route());
    }
    putId(DEVICE_ID, facts.deviceId());
    putId(CONNECTION_ID, facts.connectionId());
    putId(PREVIOUS_CONNECTION_ID, facts.previousConnectionId());
    putId(USER_ID, facts.userId());
    putId(SESSION_ID, facts.sessionId());
    putId(PREVIOUS_SESSION_ID, facts.previousSessionId());
  }

  private void putId(int bit, @Nullable String hex) {
    if (hex != null) {
      present |= bit;
      KeyedId id = KeyedId.ofHex(hex);
      buffer.putLong(id.high()).putLong(id.low());
    }
  }

  private void putText(int bit, @Nullable String text) {
    if (text != null) {
      present |= bit;
      putText(text);
    }
  }

  private void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putShort((short) bytes.length).put(bytes);
  }

  private void putCampaign(@Nullable Campaign campaign) {
    if (campaign == null) {
      return;
    }
    present |= CAMPAIGN;
    int presentAt = buffer.position();
    int presentParts = 0;
    buffer.put((byte) 0);
    @Nullable String[] parts = parts(campaign);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != null) {
        presentParts |= 1 << i;
        putText(parts[i]);
      }
    }
    buffer.put(presentAt, (byte) presentParts);
  }

  private static @Nullable String[] parts(Campaign campaign) {
    return new @Nullable String[] {
      campaign.source(),
      campaign.medium(),
      campaign.name(),
      campaign.term(),
      campaign.content(),
      campaign.id()
    };
  }

  /** Only the ids by which work is divided. */
  static VisitorLink readLink(byte[] bytes, int offset) {
    FactsEncoding from = of(bytes, offset, null);
    from.buffer.position(offset + PRESENT_AT);
    from.present = from.buffer.getShort();
    int route = from.has(ROUTE) ? Short.toUnsignedInt(from.buffer.getShort()) : -1;
    KeyedId device = from.keyedId(DEVICE_ID);
    KeyedId connection = from.keyedId(CONNECTION_ID);
    KeyedId previous = from.keyedId(PREVIOUS_CONNECTION_ID);
    boolean senderSession = from.has(SESSION_ID);
    return device != null
        ? new VisitorLink(device, null, route, senderSession)
        : new VisitorLink(connection, connection == null ? null : previous, route, senderSession);
  }

  private static FactsEncoding of(byte[] bytes, int offset, @Nullable TextCache texts) {
    FactsEncoding from = new FactsEncoding(ByteBuffer.wrap(bytes), texts);
    int version = from.buffer.position(offset).get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "client facts are of version " + version + ", not " + VERSION);
    }
    return from;
  }

  static ClientFacts decode(byte[] bytes, int offset, @Nullable TextCache texts) {
    FactsEncoding from = of(bytes, offset, texts);
    IdMethod idMethod = ID_METHODS[from.buffer.get()];
    DeviceClass deviceClass = DEVICE_CLASSES[from.buffer.get()];
    from.present = from.buffer.getShort();
    int route = from.has(ROUTE) ? Short.toUnsignedInt(from.buffer.getShort()) : -1;
    // Arguments are evaluated from left to right: in the order of the bytes.
    return new ClientFacts(
        idMethod,
        from.id(DEVICE_ID),
        from.id(CONNECTION_ID),
        from.id(PREVIOUS_CONNECTION_ID),
        route,
        from.id(USER_ID),
        from.id(SESSION_ID),
        from.id(PREVIOUS_SESSION_ID),
        deviceClass,
        from.text(COUNTRY),
        from.text(LANGUAGE),
        from.text(REFERRER_HOST),
        from.has(CAMPAIGN) ? from.campaign() : null,
        from.text(CLICK_ID_TYPE),
        from.has(GPC),
        from.has(DNT),
        from.has(CONSENTED),
        from.text(TRAFFIC_HINT));
  }

  private boolean has(int bit) {
    return (present & bit) != 0;
  }

  private @Nullable String id(int bit) {
    KeyedId id = keyedId(bit);
    return id == null ? null : id.hex();
  }

  private @Nullable KeyedId keyedId(int bit) {
    return has(bit) ? new KeyedId(buffer.getLong(), buffer.getLong()) : null;
  }

  private @Nullable String text(int bit) {
    return has(bit) ? text() : null;
  }

  private String text() {
    int length = Short.toUnsignedInt(buffer.getShort());
    int from = buffer.position();
    buffer.position(from + length);
    return texts == null
        ? new String(buffer.array(), from, length, StandardCharsets.UTF_8)
        : texts.text(buffer.array(), from, length);
  }

  private Campaign campaign() {
    int presentParts = buffer.get();
    @Nullable String[] parts = new @Nullable String[6];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (presentParts & 1 << i) != 0 ? text() : null;
    }
    return new Campaign(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  }
}
