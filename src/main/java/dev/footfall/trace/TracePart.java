package dev.footfall.trace;

/**
 * Spans of a trace as they are held: a fragment's block, untouched, with its arrival.
 *
 * @param arrivalMillis epoch milliseconds
 * @param block spans in the compact encoding
 */
record TracePart(long arrivalMillis, byte[] block) {}
