/**
 * The user's rules: declared ({@link dev.footfall.rule.Rule}), compiled into a {@link
 * dev.footfall.rule.RuleSet} that looks at few of them per request, and applied by {@link
 * dev.footfall.rule.NameRequest}, which gives a request its events' names and parameters. What no
 * rule names falls back to page views, errors, requests and downloads. Expressions, the catalog,
 * items and verified outcomes have their place in {@link dev.footfall.rule.CompiledRule}.
 */
@NullMarked
package dev.footfall.rule;

import org.jspecify.annotations.NullMarked;
