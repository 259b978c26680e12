package dev.footfall.aggregate;

/** Where in a window's state a sum waits: for its moment, under its label. */
record WaitingKey(long emissionMillis, Label label) {}
