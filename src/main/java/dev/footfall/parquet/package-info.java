/**
 * Parquet files over Flink's streams, with no Hadoop file system in between: in come paths that
 * Flink can read, out go readers, and the codecs of pages. Who writes or reads which rows is not
 * known here.
 */
@NullMarked
package dev.footfall.parquet;

import org.jspecify.annotations.NullMarked;
