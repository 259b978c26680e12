package dev.footfall.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.Sketches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueVisitorsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 1_023, 1_024})
  void isExactAsLongAsAllFit(int ids) {
    assertThat(of(ids(ids, 7)).estimate()).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_025, 5_000, 200_000})
  void isNearBeyondThat(int ids) {
    assertThat((double) of(ids(ids, 7)).estimate()).isCloseTo(ids, within(0.1 * ids));
  }

  @ParameterizedTest(name = "{0} ids, seed {1}")
  @CsvSource({
    "0,1",
    "1,2",
    "10,3",
    "1000,4",
    "1023,5",
    "1024,6",
    "1025,7",
    "1026,8",
    "2047,9",
    "2048,10",
    "3000,11",
    "10000,12",
    "50000,13",
    "50000,14"
  })
  void bytesDependOnTheSetAlone(int count, long seed) throws IOException {
    Random random = new Random(seed);
    List<long[]> ids = ids(count, seed);
    byte[] bytes = bytes(of(ids));

    for (int round = 0; round < 8; round++) {
      List<long[]> order = new ArrayList<>(ids);
      if (count > 0) {
        for (int i = 0; i < count / 3 + 1; i++) {
          order.add(ids.get(random.nextInt(count)));
        }
      }
      Collections.shuffle(order, random);
      assertThat(bytes(merged(order, random))).as("round %d", round).isEqualTo(bytes);
    }
  }

  /** Groups of random sizes, some written and read, merged as a random tree. */
  private static UniqueVisitors merged(List<long[]> ids, Random random) throws IOException {
    List<UniqueVisitors> parts = new ArrayList<>();
    parts.add(new UniqueVisitors());
    int from = 0;
    while (from < ids.size()) {
      int to = from + 1 + random.nextInt(ids.size() - from);
      parts.add(of(ids.subList(from, to)));
      from = to;
    }
    while (parts.size() > 1) {
      UniqueVisitors one = parts.remove(random.nextInt(parts.size()));
      UniqueVisitors other = parts.get(random.nextInt(parts.size()));
      other.merge(random.nextBoolean() ? one : read(bytes(one)));
      if (!ids.isEmpty()) {
        long[] again = ids.get(random.nextInt(ids.size()));
        other.add(again[0], again[1]);
      }
    }
    return parts.get(0);
  }

  @Test
  void leavesTheMergedOneAsItWas() throws IOException {
    UniqueVisitors one = of(ids(10, 1));
    UniqueVisitors other = of(ids(20, 2));
    byte[] before = bytes(other);

    one.merge(other);

    assertThat(one.estimate()).isEqualTo(30);
    assertThat(bytes(other)).isEqualTo(before);
  }

  @Test
  void takesHexadecimalDigitsForTheSameId() {
    UniqueVisitors visitors = new UniqueVisitors();
    visitors.add(0x0123456789abcdefL, 0xf0e1d2c3b4a59687L);
    visitors.add("0123456789abcdeff0e1d2c3b4a59687");
    assertThat(visitors.estimate()).isEqualTo(1);
    assertThatThrownBy(() -> visitors.add("0123")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isOneByteWhileThereIsNobodyAndSmallForAFew() throws IOException {
    assertThat(bytes(new UniqueVisitors())).hasSize(1);
    assertThat(new UniqueVisitors().isEmpty()).isTrue();
    assertThat(bytes(of(ids(1, 1)))).hasSizeLessThanOrEqualTo(17);
    assertThat(bytes(of(ids(10, 1)))).hasSizeLessThanOrEqualTo(110);
    assertThat(bytes(of(ids(100_000, 1)))).hasSizeLessThanOrEqualTo(8 * 1_024 + 26);
  }

  @Test
  void othersReadTheRecord() {
    byte[] bytes = Base64.getDecoder().decode(of(ids(5, 1)).base64());

    assertThat(Sketches.getEstimate(Memory.wrap(bytes))).isEqualTo(5);
  }

  private static List<long[]> ids(int count, long seed) {
    Random random = new Random(seed);
    List<long[]> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(new long[] {random.nextLong(), random.nextLong()});
    }
    return ids;
  }

  private static UniqueVisitors of(List<long[]> ids) {
    UniqueVisitors visitors = new UniqueVisitors();
    ids.forEach(id -> visitors.add(id[0], id[1]));
    return visitors;
  }

  private static byte[] bytes(UniqueVisitors visitors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    visitors.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static UniqueVisitors read(byte[] bytes) throws IOException {
    return UniqueVisitors.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
