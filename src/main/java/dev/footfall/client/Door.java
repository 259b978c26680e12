package dev.footfall.client;

import dev.footfall.otlp.HttpRequest;
import dev.footfall.otlp.WireSpan;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;

/**
 * Where personal data ends: turns what a SERVER span says of its client into {@link ClientFacts}.
 * Keeps raw values only in a small cache in memory, by address, user agent and host, never in
 * state. Not thread-safe.
 */
public final class Door {
  public Door(PrivacySettings settings, DayKeys keys, Redaction redaction) {
    throw new UnsupportedOperationException();
  }

  /**
   * The encoded facts of a SERVER span's client; null where the span says nothing of its client.
   *
   * @param arrivalMillis the record's arrival; the day of the ids is the span's start's, but not
   *     more than event delay before the arrival and not after it
   */
  public byte @org.jspecify.annotations.Nullable [] facts(
      WireSpan span, HttpRequest request, long arrivalMillis) {
    throw new UnsupportedOperationException();
  }
}
