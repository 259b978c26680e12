/**
 * Summaries of many values that can be merged: what sessions, funnels and windows count in. Values
 * come in as numbers, a summary goes out as a few of them; equal values give equal bytes, in
 * whatever order and grouping they came. Knows nothing of what is measured.
 */
@NullMarked
package dev.footfall.aggregate;

import org.jspecify.annotations.NullMarked;
