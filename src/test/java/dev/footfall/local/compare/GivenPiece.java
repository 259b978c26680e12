package dev.footfall.local.compare;

import dev.footfall.sink.Output;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records of one output, in this order; the other outputs are there and empty. */
public record GivenPiece(Output output, List<String> lines) implements Piece {

  static GivenPiece of(Output output, String... lines) {
    return new GivenPiece(output, List.of(lines));
  }

  @Override
  public boolean has(Output asked) {
    return true;
  }

  @Override
  public void read(Output asked, Records records) {
    if (asked == output) {
      lines.forEach(line -> records.take(line.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
