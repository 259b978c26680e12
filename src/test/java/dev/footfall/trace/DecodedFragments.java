package dev.footfall.trace;

import java.util.ArrayList;
import java.util.List;

/** The fragments of good records. */
final class DecodedFragments implements RecordDecoder.Output {
  final List<TraceFragment> fragments = new ArrayList<>();

  @Override
  public void fragment(TraceFragment fragment) {
    fragments.add(fragment);
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    throw new AssertionError(letter);
  }

  @Override
  public void count(AccountingCount count) {
    throw new AssertionError(count);
  }
}
