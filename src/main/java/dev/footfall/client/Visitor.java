package dev.footfall.client;

import dev.footfall.client.ClientFacts.IdMethod;
import org.jspecify.annotations.Nullable;

/** The ids of one request's client; fields as in {@link ClientFacts}. */
record Visitor(
    IdMethod idMethod,
    @Nullable String deviceId,
    @Nullable String connectionId,
    @Nullable String previousConnectionId,
    int route,
    @Nullable String userId,
    @Nullable String sessionId,
    @Nullable String previousSessionId) {
  /** Of a client without consent, of whom no id is made. */
  static final Visitor NOBODY = new Visitor(IdMethod.NONE, null, null, null, -1, null, null, null);
}
