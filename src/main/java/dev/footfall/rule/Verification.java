package dev.footfall.rule;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a request for its event to be what the rule says, and what it is otherwise.
 *
 * @param spans tests on the entry span and on spans of the request, all of them
 * @param cel null, or an expression that must hold
 * @param otherwise the event's name where one of them does not hold; it is no conversion then
 */
public record Verification(List<SpanTest> spans, @Nullable String cel, String otherwise)
    implements Serializable {}
