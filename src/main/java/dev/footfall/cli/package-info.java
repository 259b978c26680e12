/**
 * The command line: arguments in, a job started or a question answered, an {@link
 * dev.footfall.cli.ExitCode} out. Data goes to standard output, talk and errors to standard error.
 * The same main class runs from a checkout and under {@code flink run}.
 */
@NullMarked
package dev.footfall.cli;

import org.jspecify.annotations.NullMarked;
