package dev.footfall.config;

import dev.footfall.funnel.Funnel.Condition;
import dev.footfall.funnel.Funnel.EventTest;
import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the events that a funnel names: by name alone, or with conditions. */
final class StepSection {
  private StepSection() {}

  static Step step(Value value, KnownEvents known) {
    if (!value.isMapping()) {
      EventTest test = new EventTest(known.name(value), List.of());
      return new Step(test.event(), List.of(test), false);
    }
    Block block = value.block();
    Value any = block.value("any");
    List<EventTest> tests = new ArrayList<>();
    if (any.isAbsent()) {
      tests.add(test(block, known));
    } else {
      if (block.has("event") || block.has("where")) {
        value.report("has either any or event and where");
      }
      block.value("event");
      block.value("where");
      any.items().forEach(item -> tests.add(test(item, known)));
    }
    String names = tests.stream().map(EventTest::event).collect(Collectors.joining(" or "));
    Step step =
        new Step(block.value("name").word(names), tests, block.value("optional").flag(false));
    block.close();
    return step;
  }

  /**
   * @param steps of the funnel, the last of which is the default end
   */
  static Exclusion exclusion(Value value, int steps, KnownEvents known) {
    if (!value.isMapping()) {
      return new Exclusion(new EventTest(known.name(value), List.of()), 1, steps);
    }
    Block block = value.block();
    Exclusion exclusion =
        new Exclusion(
            test(block, known),
            block.value("from").number(1, 1),
            block.value("to").number(steps, 1));
    block.close();
    return exclusion;
  }

  private static EventTest test(Value value, KnownEvents known) {
    if (!value.isMapping()) {
      return new EventTest(known.name(value), List.of());
    }
    Block block = value.block();
    EventTest test = test(block, known);
    block.close();
    return test;
  }

  private static EventTest test(Block block, KnownEvents known) {
    List<Condition> conditions = new ArrayList<>();
    block
        .value("where")
        .byKey()
        .forEach((property, condition) -> conditions.add(condition(property, condition)));
    return new EventTest(known.name(block.value("event").required()), conditions);
  }

  /** A text, a list of texts any of which will do, or a regular expression. */
  private static Condition condition(String property, Value value) {
    if (!value.isMapping()) {
      return new Condition(property, value.texts(), null);
    }
    Block block = value.block();
    String regex = block.value("regex").required().regex();
    block.close();
    return new Condition(property, List.of(), regex);
  }
}
