package dev.footfall.visitor;

import dev.footfall.funnel.AttemptChange;
import dev.footfall.privacy.KeyedId;

/**
 * A change in what is counted of a visitor's attempts.
 *
 * @param visitor whose they are; the newer id where the funnels have gone on under that
 */
public record FollowedAttempt(KeyedId visitor, AttemptChange change) {}
