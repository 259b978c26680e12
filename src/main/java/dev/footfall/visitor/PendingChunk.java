package dev.footfall.visitor;

/**
 * Waiting events of one visitor that are stored apart, because there are too many of them to be
 * held and to be written at each checkpoint.
 *
 * @param firstMicros when the turn of the first of them comes
 */
record PendingChunk(long number, long firstMicros) {}
