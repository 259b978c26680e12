/**
 * Everything that a run on one machine needs and a cluster brings itself: a Kafka broker in this
 * JVM, shop traffic, and a summary for the terminal. Settings come in; records on Kafka's topics
 * and lines on the terminal go out. Nothing outside this package depends on it, and the cluster jar
 * leaves it out.
 */
@NullMarked
package dev.footfall.local;

import org.jspecify.annotations.NullMarked;
