/**
 * What a visitor's request became: the {@link dev.footfall.event.AnalyticsEvent} with its request,
 * parameters and items, how it is written ({@link dev.footfall.event.EventContent}), and the {@link
 * dev.footfall.event.IssuedEvent} that travels to its visitor. How an event comes about is in
 * {@code rule} and {@code derive}.
 */
@NullMarked
package dev.footfall.event;

import org.jspecify.annotations.NullMarked;
