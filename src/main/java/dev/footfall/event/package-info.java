/**
 * Turns an issued trace into what its visitor did: in comes a trace with the events it gave before,
 * out go the analytics events that are new, changed or taken back, and the class of every new span.
 * Rules name requests; what none names falls back to page views, errors, requests and downloads.
 * Expressions, the catalog, items and verified outcomes have their place between {@link
 * dev.footfall.event.CompiledRule}, which says that a rule matches, and {@link
 * dev.footfall.event.AnalyticsEvent}.
 */
@NullMarked
package dev.footfall.event;

import org.jspecify.annotations.NullMarked;
