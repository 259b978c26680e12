/**
 * State that outlives a change: savepoints that this and earlier versions wrote, restored by
 * today's code, under the same configuration and under others.
 *
 * <p>The kept ones are in the test resources, with the input that they are in the middle of. What
 * comes of a restored job is held against a run that nobody stopped.
 */
@NullMarked
package dev.footfall.savepoint;

import org.jspecify.annotations.NullMarked;
