/**
 * Holds two runs of the job over the same input against each other: a live one and its replay, or
 * one in pieces. Records of both come in, from folders or topics; per output, what both agree in
 * and where they differ goes out. Which columns name a record, and which may differ, is declared
 * with the columns in {@code sink}.
 */
@NullMarked
package dev.footfall.local.compare;

import org.jspecify.annotations.NullMarked;
