package dev.footfall.cluster;

/**
 * A record of the input topic as it is to be written.
 *
 * @param timestampMillis Kafka's record timestamp, epoch milliseconds
 */
record InputRecord(int partition, long timestampMillis, byte[] value) {}
