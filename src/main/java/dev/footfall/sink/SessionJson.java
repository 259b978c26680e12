package dev.footfall.sink;

import dev.footfall.session.Session;
import java.nio.charset.StandardCharsets;

/**
 * Sessions as JSON by {@link SessionSchema}. Keyed by session id, so that compaction keeps the last
 * revision; the record's time is the session's start.
 */
public final class SessionJson implements Encoding<Session> {
  private final RowEncoder<Session> encoder = new RowEncoder<>(SessionSchema.columns());

  @Override
  public Output output() {
    return Output.SESSIONS;
  }

  @Override
  public byte[] key(Session session) {
    return session.sessionId().getBytes(StandardCharsets.ISO_8859_1); // hex digits
  }

  @Override
  public byte[] value(Session session) {
    return encoder.encode(session);
  }

  @Override
  public long timestampMillis(Session session) {
    return Math.floorDiv(session.content().startMicros(), 1000L);
  }
}
