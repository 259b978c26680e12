package dev.footfall.cli;

import static java.util.stream.Collectors.joining;

import dev.footfall.config.Settings;
import dev.footfall.sink.Output;
import dev.footfall.sink.SinkSettings;
import dev.footfall.source.SourceSettings;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in words what a run reads and writes. */
final class RunPlan {
  private RunPlan() {}

  static String of(Settings settings) {
    SourceSettings source = settings.source();
    SinkSettings sink = settings.sink();
    return """
        reads   %s from %s as group %s, from %s to %s
        writes  %s%s%s, exactly once
        keys    %s
        rules   %d, version %s
        """
        .formatted(
            String.join(", ", source.topics()),
            settings.kafka().brokers(),
            source.group(),
            word(source.start().at(), source.start().time()),
            word(source.stop().at(), source.stop().time()),
            sink.topicPrefix(),
            Stream.of(Output.values()).map(o -> "." + o.suffix()).collect(joining(", ")),
            sink.lake() == null ? "" : ", and Parquet files in " + sink.lake().path(),
            settings.privacy().keyRing(),
            settings.events().rules().size(),
            settings.events().configVersion());
  }

  private static String word(Enum<?> kind, @Nullable Object time) {
    return time == null ? kind.name().toLowerCase(Locale.ROOT) : time.toString();
  }
}
