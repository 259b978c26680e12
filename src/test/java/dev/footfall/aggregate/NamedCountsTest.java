package dev.footfall.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NamedCountsTest {
  private record Addition(String name, long number) {}

  @Test
  void keepsTheFirstNamesInOrderAndSumsUpTheRest() {
    NamedCounts counts = new NamedCounts(2);
    counts.add("c", 1);
    counts.add("b", 2);
    counts.add("a", 4);
    counts.add("c", 8);

    assertThat(counts.sums()).isEqualTo(Map.of("a", 4L, "b", 2L, "(other)", 9L));
  }

  @Test
  void isEmptyWhenAllIsTakenBack() {
    NamedCounts counts = new NamedCounts(1);
    assertThat(counts.isEmpty()).isTrue();
    counts.add("a", 1);
    counts.add("b", 1);
    counts.add("a", -1);
    assertThat(counts.isEmpty()).as("the rest counts too").isFalse();
    counts.add("b", -1);

    assertThat(counts.isEmpty()).isTrue();
    assertThat(counts.sums()).isEmpty();
  }

  @Test
  void cutsLongNames() throws IOException {
    NamedCounts counts = new NamedCounts(1);
    counts.add("ä".repeat(70_000), 1);

    assertThat(read(bytes(counts), 1).sums()).isEqualTo(Map.of("ä".repeat(256), 1L));
  }

  @Test
  void dependsOnNamesAndSumsAloneInAnyOrderAndGrouping() throws IOException {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + 3_000; seed++) {
      Random random = new Random(seed);
      int most = random.nextInt(5);
      List<Addition> additions = new ArrayList<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        additions.add(
            new Addition("abcdefgh(".charAt(random.nextInt(9)) + "", random.nextInt(5) - 2));
      }
      NamedCounts one = grouped(additions, most, random);
      NamedCounts other = grouped(additions, most, random);

      assertThat(bytes(one)).as("seed %d", seed).isEqualTo(bytes(other));
      assertThat(one.sums()).as("seed %d", seed).isEqualTo(sums(additions, most));
    }
  }

  private static NamedCounts grouped(List<Addition> additions, int most, Random random)
      throws IOException {
    List<Addition> shuffled = new ArrayList<>(additions);
    Collections.shuffle(shuffled, random);
    List<NamedCounts> groups = List.of(new NamedCounts(most), new NamedCounts(most));
    shuffled.forEach(add -> groups.get(random.nextInt(2)).add(add.name, add.number));
    groups.get(0).merge(read(bytes(groups.get(1)), most));
    return groups.get(0);
  }

  private static Map<String, Long> sums(List<Addition> additions, int most) {
    List<String> names =
        new ArrayList<>(new TreeSet<>(additions.stream().map(a -> a.name).toList()));
    Map<String, Long> sums = new TreeMap<>();
    for (Addition add : additions) {
      String name = names.indexOf(add.name) < most ? add.name : "(other)";
      sums.merge(name, add.number, Long::sum);
    }
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  private static byte[] bytes(NamedCounts counts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    counts.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static NamedCounts read(byte[] bytes, int most) throws IOException {
    return NamedCounts.read(new DataInputStream(new ByteArrayInputStream(bytes)), most);
  }
}
