package dev.footfall.aggregate;

/**
 * What a subtask of the first phase has summed up for one label of a window, on its way to the
 * second.
 *
 * @param emissionMillis the moment at which it goes out, by {@link RowTimes}
 * @param summary byte form; held as bytes because that is what both the network and state want
 */
@SuppressWarnings("ArrayRecordComponent")
public record Contribution(WindowKey key, Label label, long emissionMillis, byte[] summary) {}
