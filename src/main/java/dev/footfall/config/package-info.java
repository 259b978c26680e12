/**
 * Turns {@code footfall.yaml} and what {@code --set} changes in it into the typed settings of every
 * package. In comes the text; out come {@link dev.footfall.config.Settings}, or all that is wrong,
 * each with file, line and column. No secret is read here: references to them are handed on.
 */
@NullMarked
package dev.footfall.config;

import org.jspecify.annotations.NullMarked;
