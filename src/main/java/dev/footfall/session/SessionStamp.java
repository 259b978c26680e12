package dev.footfall.session;

import org.jspecify.annotations.Nullable;

/**
 * What an event is told of the session it belongs to. A revision of the event gets the same id,
 * number and conversion as the first; the start follows the session.
 *
 * @param sessionId 32 hex
 * @param sessionNumber the visitor's sessions from 1; null where the visitor's id does not live
 *     that long
 * @param sessionStartMicros epoch microseconds of the session's first interaction
 * @param eventNumber the session's events from 1 in their total order; 0 where the session no
 *     longer knows the event
 * @param conversion the event counts as a conversion: every one, or the first of its name
 * @param edge the session may have begun before what is read; never so in a live run
 */
public record SessionStamp(
    String sessionId,
    @Nullable Integer sessionNumber,
    long sessionStartMicros,
    int eventNumber,
    boolean conversion,
    boolean edge) {}
