package dev.footfall.sink;

import dev.footfall.trace.DeadLetter;
import java.nio.charset.StandardCharsets;

/**
 * Dead letters as JSON by {@link DeadLetterSchema}. Keyed by where they came from, such as {@code
 * otlp_spans-3-1207}; several bad spans of one record share a key, so the topic must not be
 * compacted. The record's time is its arrival.
 */
public final class DeadLetterJson implements Encoding<DeadLetter> {
  private final RowEncoder<DeadLetter> encoder;

  public DeadLetterJson(String configVersion) {
    encoder = new RowEncoder<>(DeadLetterSchema.columns(configVersion));
  }

  @Override
  public Output output() {
    return Output.DEAD_LETTERS;
  }

  @Override
  public byte[] key(DeadLetter letter) {
    return (letter.topic() + "-" + letter.partition() + "-" + letter.offset())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] value(DeadLetter letter) {
    return encoder.encode(letter);
  }

  @Override
  public long timestampMillis(DeadLetter letter) {
    return letter.arrivalMillis();
  }
}
