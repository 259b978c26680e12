/**
 * Turns an issued trace into what its visitor did: in comes a trace with the events it gave before,
 * out go the analytics events that are new, changed or taken back, and the class of every new span.
 * The stage is {@link dev.footfall.derive.IssueEvents}; {@code rule} names the requests.
 */
@NullMarked
package dev.footfall.derive;

import org.jspecify.annotations.NullMarked;
