/**
 * What a replay of a range writes, of all that it reads: rows of every output in, those of the
 * range out. A replay reads more than it writes, so that what it writes is whole: a warm-up before
 * the range, a cool-down behind it.
 */
@NullMarked
package dev.footfall.replay;

import org.jspecify.annotations.NullMarked;
