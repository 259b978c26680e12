/**
 * How the job's values lie on the network and in state. A value type brings a hand-written {@link
 * dev.footfall.type.VersionedSerializer}; Flink gets it wrapped as a {@link
 * dev.footfall.type.ValueType}. Nothing here knows a value of the job, so that every other package
 * may use it.
 */
@NullMarked
package dev.footfall.type;

import org.jspecify.annotations.NullMarked;
