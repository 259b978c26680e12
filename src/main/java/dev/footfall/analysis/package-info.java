/**
 * Session-window analysis: what sessions would be under several gaps, from one pass over history.
 * Issued events come in by visitor; sums that merge go out, one for the whole range, and from them
 * the gap at which the curve of times between interactions bends. What a session is, only the
 * package {@code session} knows: it follows every gap.
 */
@NullMarked
package dev.footfall.analysis;

import org.jspecify.annotations.NullMarked;
