/**
 * The lake: Parquet files on local disk or in an object store, by the columns that the outputs
 * declare. In come events, sessions and rows of funnels; out go files under {@code
 * events/dt=.../hour=.../}, {@code sessions/dt=.../} and {@code funnels/dt=.../}, exactly once, a
 * few large ones instead of one per subtask and checkpoint.
 */
@NullMarked
package dev.footfall.sink.lake;

import org.jspecify.annotations.NullMarked;
