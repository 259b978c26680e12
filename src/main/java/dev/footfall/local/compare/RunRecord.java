package dev.footfall.local.compare;

/**
 * A record of a run, with what tells it from others.
 *
 * @param key the values of its key columns, or a digest of all of it where each record counts
 * @param revision 0 where it has none
 * @param line the record as it was read: a JSON object
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record RunRecord(String key, long revision, byte[] line) {}
