/**
 * Where records come from, and the clock they bring: Kafka topics or captured files in, raw records
 * with their arrival and watermarks out. Nothing is decoded here, so no record can fail here. Time
 * is that of the records and their partitions, never this process's, so that a replay repeats it.
 */
@NullMarked
package dev.footfall.source;

import org.jspecify.annotations.NullMarked;
