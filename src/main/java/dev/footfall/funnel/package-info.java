/**
 * Follows a visitor through funnels: in come a visitor's analytics events in order of release, with
 * their revisions; out go {@link dev.footfall.funnel.AttemptChange}s, which {@link
 * dev.footfall.funnel.FunnelCounts} add up. {@link dev.footfall.funnel.MatchFunnel} thinks: it
 * finds the attempts in a log of events; {@link dev.footfall.funnel.FollowFunnels} keeps that log
 * and says what has changed. Results depend on the events and their times only, never on a clock.
 */
@NullMarked
package dev.footfall.funnel;

import org.jspecify.annotations.NullMarked;
