/**
 * Says why: which rule named each request of a trace, where its parameters came from, and what kept
 * the others ({@link dev.footfall.explain.ExplainTrace}); and of many traces, what each rule
 * matched and what none did ({@link dev.footfall.explain.SurveyRules}). Nothing here runs in the
 * job.
 */
@NullMarked
package dev.footfall.explain;

import org.jspecify.annotations.NullMarked;
