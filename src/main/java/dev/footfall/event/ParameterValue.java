package dev.footfall.event;

/** An event parameter: its text, and whether it is a number in the output. */
public record ParameterValue(String text, boolean number) {}
