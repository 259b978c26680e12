/**
 * Follows each visitor in event order. Events come in by route, in whatever order traces were
 * issued, and wait for their turn; out go the same events with their session, and the records of
 * sessions and funnels. What a session or an attempt is, the packages before this one decide.
 */
@NullMarked
package dev.footfall.visitor;

import org.jspecify.annotations.NullMarked;
