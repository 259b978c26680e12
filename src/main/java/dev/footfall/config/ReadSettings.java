package dev.footfall.config;

import dev.footfall.funnel.Funnel;
import dev.footfall.performance.PerformanceSettings;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.rule.EventSettings;
import dev.footfall.source.KafkaSettings;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import dev.footfall.transaction.TransactionSettings;
import dev.footfall.visitor.VisitorSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a configuration: its text and the {@code --set} overrides in, the settings or everything
 * that is wrong with them out.
 */
public final class ReadSettings {
  private final Problems problems = new Problems();
  private final boolean kafkaRequired;
  private final Shape shape;

  private ReadSettings(boolean kafkaRequired, Shape shape) {
    this.kafkaRequired = kafkaRequired;
    this.shape = shape;
  }

  /**
   * Reads a configuration.
   *
   * @param name of the file, for messages
   * @param folder what relative paths in the text start from; null leaves them as they are
   * @param overrides each {@code path=value}; later ones win
   * @param kafkaRequired whether the settings are for a job that reads from Kafka, which also needs
   *     a key ring that outlives it
   * @throws InvalidSettings with all that is wrong
   */
  public static Settings of(
      String name,
      String text,
      @Nullable Path folder,
      List<String> overrides,
      boolean kafkaRequired) {
    return of(name, text, folder, overrides, kafkaRequired, warning -> {});
  }

  /**
   * The same.
   *
   * @param warnings is told what is no error, but hardly meant, once all is read
   */
  public static Settings of(
      String name,
      String text,
      @Nullable Path folder,
      List<String> overrides,
      boolean kafkaRequired,
      Consumer<Problem> warnings) {
    ReadSettings reading = new ReadSettings(kafkaRequired, new Shape());
    Settings settings = reading.read(new YamlText(name, text), folder, overrides);
    reading.problems.warnings().forEach(warnings);
    return settings;
  }

  /**
   * Reads funnels from a file of their own, which holds {@code funnels} and nothing else.
   *
   * @param name of the file, for messages
   * @param settings what events there are, and how visitors are told apart
   * @throws InvalidSettings with all that is wrong
   */
  public static List<Funnel> funnels(String name, String text, Settings settings) {
    Problems problems = new Problems();
    YamlText file = new YamlText(name, text);
    Node root = file.compose(problems);
    problems.throwIfAny();
    Block block = Block.of("", file.start(), root, problems);
    Value list = block.value("funnels").required();
    List<Funnel> funnels = funnels(list, settings.events(), settings.privacy());
    if (!list.isAbsent() && list.items().isEmpty()) {
      list.report("has no funnel in it");
    }
    block.close();
    problems.throwIfAny();
    return funnels;
  }

  private static List<Funnel> funnels(Value list, EventSettings events, PrivacySettings privacy) {
    return FunnelsSection.funnels(
        list, new KnownEvents(events.eventNames()), !privacy.deviceCookies().isEmpty());
  }

  /** The same settings with other funnels, under the version that they make. */
  public static Settings withFunnels(Settings settings, List<Funnel> funnels) {
    VisitorSettings before = settings.visitors();
    VisitorSettings visitors =
        new VisitorSettings(
            before.sessions(), funnels, before.funnelUpdateInterval(), before.memoryBytes());
    return new Settings(
        settings.kafka(),
        settings.source(),
        settings.time(),
        settings.assembly(),
        settings.privacy(),
        versioned(
            settings.events().withVersion(""),
            settings.transactions(),
            settings.time(),
            settings.assembly(),
            settings.privacy(),
            visitors,
            settings.performance()),
        settings.transactions(),
        visitors,
        settings.performance(),
        settings.sink());
  }

  /**
   * Adds to a shape what a configuration makes the code ask for; valid it need not be.
   *
   * @param name of the file
   */
  static void describe(String name, String text, Shape shape) {
    try {
      new ReadSettings(true, shape).read(new YamlText(name, text), null, List.of());
    } catch (InvalidSettings e) {
      // What was asked for is known all the same.
    }
  }

  private Settings read(YamlText file, @Nullable Path folder, List<String> overrides) {
    Node root = file.compose(problems);
    if (root != null && !(root instanceof MappingNode) && !root.getTag().equals(Tag.NULL)) {
      Mark at = root.getStartMark().orElse(file.start());
      problems.report(at, "the configuration must be a mapping, key: value");
    }
    problems.throwIfAny();
    for (String override : overrides) {
      root = Overrides.apply(override, root, problems);
    }
    Block block = Block.of("", file.start(), root, problems, shape);
    TimeSettings time = TimeSection.time(block.block("time"));
    AssemblySettings assembly = TimeSection.assembly(block.block("assembly"));
    KafkaSettings kafka = SourceSection.kafka(block.block("kafka"), kafkaRequired);
    EventSettings events =
        EventsSection.events(
            block.value("events"),
            block.value("rules"),
            time,
            CatalogSection.catalog(block.value("catalog"), folder, kafka));
    TransactionSettings transactions =
        TransactionsSection.transactions(block.block("transactions"), time, assembly);
    PrivacySettings privacy =
        PrivacySection.privacy(
            block.value("tenant"), block.block("privacy"), events.rules(), folder, kafkaRequired);
    RulesSection.checkQueries(block.value("rules"), events.rules(), privacy.allowedQuery());
    VisitorSettings visitors =
        VisitorsSection.visitors(
            block.block("visitors"),
            SessionsSection.sessions(block.block("sessions"), time),
            funnels(block.value("funnels"), events, privacy));
    PerformanceSettings performance = PerformanceSection.performance(block.block("performance"));
    Settings settings =
        new Settings(
            kafka,
            SourceSection.source(block.block("source")),
            time,
            assembly,
            privacy,
            versioned(events, transactions, time, assembly, privacy, visitors, performance),
            transactions,
            visitors,
            performance,
            SinkSection.sink(block.block("sink")));
    block.close();
    problems.throwIfAny();
    return settings;
  }

  /** Where bytes come from and go to, which keys there are and how much memory, decides nothing. */
  private static EventSettings versioned(
      EventSettings events,
      TransactionSettings transactions,
      TimeSettings time,
      AssemblySettings assembly,
      PrivacySettings privacy,
      VisitorSettings visitors,
      PerformanceSettings performance) {
    String version =
        ConfigVersion.of(
            events.withCatalog(null),
            Arrays.asList(events.catalog() == null ? null : events.catalog().key()),
            List.of(time.outOfOrderness(), time.quietGap(), time.lateHorizon(), time.eventDelay()),
            visitors.sessions(),
            List.of(visitors.funnels(), visitors.funnelUpdateInterval()),
            performance,
            transactions,
            List.of(assembly.maxSpans(), assembly.maxBytes(), assembly.maxArrivalSpan()),
            Arrays.asList(
                privacy.tenant(),
                privacy.zone(),
                privacy.rotateAt(),
                privacy.allowedQuery(),
                // A list, since of two that overlap the first decides.
                List.copyOf(privacy.patterns().entrySet()),
                privacy.deviceCookies(),
                privacy.trustedProxies(),
                privacy.sessionIsOnlyId(),
                privacy.consentCookie(),
                privacy.consentValues()));
    return events.withVersion(version);
  }
}
