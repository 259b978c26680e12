package dev.footfall.cli;

/** The command line. */
public final class Footfall {
  private Footfall() {}

  public static void main(String[] args) {}
}
