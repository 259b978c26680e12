/**
 * Cuts a visitor's events into sessions: in come events in their total order, each with the time of
 * its release, out go records of sessions that are open, updated and closed, and a stamp for each
 * event. What is kept of a visitor is one {@link dev.footfall.session.VisitorSessions} with a
 * versioned byte form. Results depend on the events alone, never on a clock or on when a watermark
 * came.
 */
@NullMarked
package dev.footfall.session;

import org.jspecify.annotations.NullMarked;
