package dev.footfall.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the paths that fit a template or an expression.
 *
 * @param texts by segment: what it must be; null where it may vary
 * @param openEnd whether more segments may follow
 */
record PathShape(List<@Nullable String> texts, boolean openEnd) {}
