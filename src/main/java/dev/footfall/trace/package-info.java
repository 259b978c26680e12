/**
 * Puts the spans of a trace together. In come {@link dev.footfall.trace.TraceFragment}s by trace
 * id, out go issues of a trace to a {@link dev.footfall.trace.TraceConsumer}, and a count of every
 * span by what became of it. {@link dev.footfall.trace.TraceAssembly} thinks, {@link
 * dev.footfall.trace.AssembleTrace} is its place in Flink.
 */
@NullMarked
package dev.footfall.trace;

import org.jspecify.annotations.NullMarked;
