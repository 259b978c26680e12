package dev.footfall.local.shop;

/**
 * A record for Kafka, as a collector's exporter sends it: no key, no headers.
 *
 * @param timestampMillis when it was sent
 * @param value an OTLP {@code TracesData}, or what a sender in trouble made of it
 */
public record ShopRecord(int partition, long timestampMillis, byte[] value) {}
