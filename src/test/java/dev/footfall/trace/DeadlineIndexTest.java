package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineIndexTest {
  private static final class Element extends Scheduled<Element> {}

  private final DeadlineIndex<Element> index = new DeadlineIndex<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void handsOnWhatIsDueWhateverWasMovedAndTakenOut(long seed) {
    Random random = new Random(seed);
    Map<Element, Long> deadlines = new HashMap<>();
    List<Element> elements = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      if (elements.size() < 50 || random.nextInt(10) == 0) {
        elements.add(new Element());
      }
      Element element = elements.get(random.nextInt(elements.size()));
      if (random.nextInt(5) == 0) {
        index.remove(element);
        deadlines.remove(element);
      } else {
        long deadline = now + 1 + random.nextInt(random.nextInt(20) == 0 ? 1_000_000 : 500);
        index.schedule(element, deadline);
        deadlines.put(element, deadline);
      }
      if (random.nextInt(20) == 0) {
        now += random.nextInt(300);
        long watermark = now;
        List<Element> due = new ArrayList<>();
        index.advance(watermark, due::add);
        assertThat(due)
            .as("seed %d", seed)
            .doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(
                deadlines.keySet().stream().filter(e -> deadlines.get(e) <= watermark).toList());
        due.forEach(deadlines::remove);
      }
    }
  }

  @Test
  void oneThatIsDueMayTakeOutAndMoveOthersOfItsBucket() {
    List<Element> elements = elements(4, 100);
    List<Element> due = new ArrayList<>();

    index.advance(
        100,
        element -> {
          due.add(element);
          index.remove(elements.get(1));
          index.schedule(elements.get(2), 101);
          index.schedule(element, 102);
        });

    assertThat(due).containsExactly(elements.get(0), elements.get(3));
    due.clear();
    index.advance(102, due::add);
    assertThat(due).containsExactly(elements.get(2), elements.get(0), elements.get(3));
  }

  @Test
  void showsTheLatestFirstAndMayLoseThemMeanwhile() {
    List<Element> early = elements(2, 100);
    List<Element> late = elements(3, 1_000);
    List<Element> shown = new ArrayList<>();

    index.visitLatest(
        element -> {
          shown.add(element);
          index.remove(element);
          return shown.size() < 4;
        });

    assertThat(shown).containsExactly(late.get(0), late.get(1), late.get(2), early.get(0));
    List<Element> due = new ArrayList<>();
    index.advance(1_000, due::add);
    assertThat(due).containsExactly(early.get(1));
  }

  @Test
  void holdsNothingOfWhatWasTakenOutOrMoved() {
    List<WeakReference<Element>> gone = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Element element = new Element();
      index.schedule(element, 1_000_000L * i);
      index.schedule(element, 2_000_000L * i);
      index.remove(element);
      gone.add(new WeakReference<>(element));
    }
    System.gc();

    assertThat(gone).allMatch(element -> element.refersTo(null));
  }

  private List<Element> elements(int count, long deadline) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(new Element());
      index.schedule(elements.get(i), deadline);
    }
    return elements;
  }
}
