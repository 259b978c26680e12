package dev.footfall.trace;

import dev.footfall.source.RawRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input that could not be used, with where it came from. The one output that may hold personal
 * data.
 *
 * @param stage where it failed: {@code decode}
 * @param reason short fixed words
 * @param payload the record's value, or the one bad span, up to a bound
 * @param payloadLength its length before the bound
 * @param payloadSha256 of the whole payload, 64 hex
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    long arrivalMillis,
    String stage,
    String reason,
    byte @Nullable [] key,
    List<RawRecord.Header> headers,
    byte[] payload,
    int payloadLength,
    String payloadSha256) {}
