/**
 * Makes records of a topic fit to leave it: in comes a record as it was sent, out goes one from
 * which the job derives the same events, with made-up clients and without what may be personal.
 */
@NullMarked
package dev.footfall.capture;

import org.jspecify.annotations.NullMarked;
