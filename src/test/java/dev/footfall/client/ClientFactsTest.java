package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.privacy.KeyedId;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClientFactsTest {
  private static final ClientFacts NOTHING =
      new ClientFacts(
          IdMethod.NONE,
          null,
          null,
          null,
          -1,
          null,
          null,
          null,
          DeviceClass.UNKNOWN,
          null,
          null,
          null,
          null,
          null,
          false,
          false,
          false,
          null);

  @Test
  void whatIsAbsentTakesNoByte() {
    assertThat(NOTHING.encode()).containsExactly(1, 0, 0, 0, 0);
    assertThat(ClientFacts.decode(NOTHING.encode())).isEqualTo(NOTHING);
  }

  @Test
  void idsAreSixteenBytes() {
    String id = new KeyedId(1, -1).hex();
    ClientFacts facts =
        new ClientFacts(
            IdMethod.CONNECTION,
            null,
            id,
            id,
            65_535,
            null,
            null,
            null,
            DeviceClass.MOBILE,
            "DE",
            "de",
            null,
            null,
            null,
            false,
            false,
            true,
            null);
    assertThat(facts.encode()).hasSize(5 + 2 + 16 + 16 + 4 + 4);
    assertThat(ClientFacts.decode(facts.encode())).isEqualTo(facts);
  }

  @Test
  void readsBackWhateverIsWritten() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      ClientFacts facts = any(random);
      assertThat(ClientFacts.decode(facts.encode())).isEqualTo(facts);
    }
  }

  private static ClientFacts any(Random random) {
    Campaign campaign =
        new Campaign(
            text(random), text(random), text(random), text(random), text(random), text(random));
    return new ClientFacts(
        IdMethod.values()[random.nextInt(IdMethod.values().length)],
        id(random),
        id(random),
        id(random),
        random.nextInt(65_537) - 1,
        id(random),
        id(random),
        id(random),
        DeviceClass.values()[random.nextInt(DeviceClass.values().length)],
        text(random),
        text(random),
        text(random),
        random.nextBoolean() ? campaign : null,
        text(random),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        text(random));
  }

  private static String id(Random random) {
    return random.nextBoolean() ? new KeyedId(random.nextLong(), random.nextLong()).hex() : null;
  }

  private static String text(Random random) {
    String[] texts = {null, "", "de", "bücher.example", "犬🐶", "x".repeat(200)};
    return texts[random.nextInt(texts.length)];
  }

  @Test
  void unknownVersionIsRefused() {
    byte[] bytes = NOTHING.encode();
    bytes[0] = 2;
    assertThatThrownBy(() -> ClientFacts.decode(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  @DisplayName("Device; else connection")
  void visitorIsTheDeviceElseTheConnection() {
    String device = new KeyedId(1, 2).hex();
    String connection = new KeyedId(3, 4).hex();
    assertThat(NOTHING.visitorId()).isNull();
    assertThat(withIds(null, connection).visitorId()).isEqualTo(connection);
    assertThat(withIds(device, connection).visitorId()).isEqualTo(device);
  }

  private static ClientFacts withIds(String device, String connection) {
    return new ClientFacts(
        IdMethod.NONE,
        device,
        connection,
        null,
        1,
        null,
        null,
        null,
        DeviceClass.UNKNOWN,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        true,
        null);
  }
}
