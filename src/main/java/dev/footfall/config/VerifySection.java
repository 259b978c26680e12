package dev.footfall.config;

import dev.footfall.rule.Verification;
import org.jspecify.annotations.Nullable;

/** Reads the {@code verify} of a rule. */
final class VerifySection {
  private VerifySection() {}

  static @Nullable Verification verification(Value value) {
    Block block = value.block();
    Value otherwise = block.value("else");
    Verification read =
        new Verification(MatchSection.spans(block), block.value("cel").text(), otherwise.text(""));
    block.close();
    if (!value.isAbsent()) {
      otherwise.required();
    }
    return otherwise.isAbsent() ? null : read;
  }
}
