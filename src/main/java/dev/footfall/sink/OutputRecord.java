package dev.footfall.sink;

/**
 * One encoded record of an output, on its way to the sink that the rare outputs share.
 *
 * @param key what compaction keeps the last of
 * @param value one JSON object, UTF-8, without a line end
 * @param timestampMillis epoch milliseconds; negative where there is none
 */
public record OutputRecord(Output output, byte[] key, byte[] value, long timestampMillis) {}
