/**
 * What leaves the job and how: the declared columns of each output, their JSON, and the places it
 * goes. In come events, sessions, rows of funnels and counts, accounting and dead letters; out go
 * records of the Kafka topics that {@link dev.footfall.sink.Output} names, or one NDJSON file each;
 * {@code sink.lake} writes Parquet. {@link dev.footfall.sink.Preflight} looks before the start
 * whether both ends of the job hold what it needs.
 */
@NullMarked
package dev.footfall.sink;

import org.jspecify.annotations.NullMarked;
