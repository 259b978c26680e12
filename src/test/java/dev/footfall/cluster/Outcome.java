package dev.footfall.cluster;

import java.util.List;

/**
 * What a run left in its topics, and how it went.
 *
 * @param during what a read_committed consumer was given that ran all the while
 * @param after what one was given that began when all was over
 * @param lake what it left in the object store
 * @param openTransactions partitions whose committed end lies before their end: somebody's
 *     transaction was left open
 */
record Outcome(
    List<OutputRecord> during,
    List<OutputRecord> after,
    Lake lake,
    List<String> openTransactions,
    Incidents incidents) {}
