/**
 * An analysis of sessions as one page of HTML that needs nothing else: no script, no network, light
 * and dark, for wide and narrow screens and paper. What was counted comes in, text goes out.
 */
@NullMarked
package dev.footfall.analysis.report;

import org.jspecify.annotations.NullMarked;
