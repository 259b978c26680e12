package dev.footfall.funnel;

import dev.footfall.aggregate.Numbers;
import dev.footfall.event.Money;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it is counted.
 *
 * @param complete all required steps are there
 * @param excluded ended by an exclusion; never complete
 * @param steps those that were matched, in the order of their events
 */
public record Attempt(boolean complete, boolean excluded, List<ReachedStep> steps) {
  private static final int COMPLETE = 1;
  private static final int EXCLUDED = 2;

  public Attempt {
    steps = List.copyOf(steps);
  }

  /**
   * A step that was matched.
   *
   * @param step from 1
   * @param sincePreviousMicros from the event of the step matched before; 0 for the first
   * @param money value of the event, or of the line of the held item
   * @param met of one who left here, at their last interaction inside the window; of one who went
   *     on, at the last before the next step; null at the last step of a complete or excluded
   *     attempt
   */
  public record ReachedStep(
      int step, long sincePreviousMicros, @Nullable Money money, @Nullable Met met) {}

  /** Whether the visitor was lost at the step matched last. */
  public boolean dropped() {
    return !complete && !excluded;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte((complete ? COMPLETE : 0) | (excluded ? EXCLUDED : 0));
    Numbers.write(steps.size(), out);
    for (ReachedStep reached : steps) {
      Numbers.write(reached.step, out);
      Numbers.write(reached.sincePreviousMicros, out);
      Texts.write(reached.money, out);
      out.writeBoolean(reached.met != null);
      if (reached.met != null) {
        Texts.write(reached.met, out);
      }
    }
  }

  static Attempt read(DataInput in) throws IOException {
    int flags = in.readByte();
    List<ReachedStep> steps = new ArrayList<>();
    for (long left = Numbers.read(in); left > 0; left--) {
      steps.add(
          new ReachedStep(
              (int) Numbers.read(in),
              Numbers.read(in),
              Texts.readMoney(in),
              in.readBoolean() ? Texts.readMet(in) : null));
    }
    return new Attempt((flags & COMPLETE) != 0, (flags & EXCLUDED) != 0, steps);
  }
}
