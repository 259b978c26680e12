/**
 * Summaries of many values that can be merged, and the two phases that sum them up by window.
 * Numbers and ids come in, rows with a rising revision go out; equal input gives equal bytes, in
 * whatever order and grouping it came. Knows nothing of what is measured.
 */
@NullMarked
package dev.footfall.aggregate;

import org.jspecify.annotations.NullMarked;
