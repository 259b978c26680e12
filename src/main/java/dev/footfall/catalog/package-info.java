/**
 * What a company knows of its products, beside the traces: in comes a file, or a compacted topic,
 * read whole before the first record is processed, and followed from then on; out go single values
 * by an item's number. One copy per JVM, as compact as its bytes.
 */
@NullMarked
package dev.footfall.catalog;

import org.jspecify.annotations.NullMarked;
