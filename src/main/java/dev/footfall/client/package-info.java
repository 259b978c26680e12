/**
 * Turns what a SERVER span says of its client into ids and coarse facts; raw addresses, user
 * agents, cookies, user ids and referrers end here. In come a span with its request; out goes the
 * byte form of {@link dev.footfall.client.ClientFacts}, or nothing. Everything here is plain Java,
 * used by one thread.
 */
@NullMarked
package dev.footfall.client;

import org.jspecify.annotations.NullMarked;
