/**
 * The job on a real cluster, as plain processes that are killed while it works.
 *
 * <p>In come the captured records, generated shop traffic and a seed; out comes a verdict for each
 * promise: every record once, the same as an undisturbed run, nothing personal at rest. {@code
 * KillsAndRescale} tells the story; the other classes are its props, each one process or one
 * question, and share no code with the job.
 */
@NullMarked
package dev.footfall.cluster;

import org.jspecify.annotations.NullMarked;
