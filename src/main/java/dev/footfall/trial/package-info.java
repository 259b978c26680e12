/**
 * What a change would do to history, told before it is made: a funnel that was invented today, or
 * another configuration beside the current one. In come the rows of one run or of two over the same
 * records; out goes one answer at the end of the range, as an accumulator of the job. Only bounded
 * runs have these stages.
 */
@NullMarked
package dev.footfall.trial;

import org.jspecify.annotations.NullMarked;
