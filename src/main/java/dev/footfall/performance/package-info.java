/**
 * What is counted of events apart from visits: how well pages were served, by window, and which
 * events, missing pages and ways through the site there were. Events come in with a sign, since a
 * revision takes back what was counted before; contributions to the sums of {@code aggregate} go
 * out. Pure: the two phases that sum up know nothing of it.
 */
@NullMarked
package dev.footfall.performance;

import org.jspecify.annotations.NullMarked;
