package dev.footfall.cli;

import java.time.Duration;
import java.util.List;

/**
 * What an analysis of sessions is of.
 *
 * @param source in words: a file's name, or topics and times
 * @param config the configuration's name; {@code defaults} without one
 * @param gaps in rising order
 * @param records read
 */
record AnalysedRange(
    String source, String config, String configVersion, List<Duration> gaps, long records) {}
