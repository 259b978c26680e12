package dev.footfall.sink;

import dev.footfall.source.Brokers;
import dev.footfall.source.KafkaSettings;
import dev.footfall.source.KafkaUnreachable;
import dev.footfall.source.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before anything is consumed, whether the brokers hold what the job needs, and says all
 * that is wrong at once. Topics are not made here: how many partitions they have and how long they
 * keep records is the owner's choice. Needs the right to describe topics and the brokers'
 * configuration; what may not be seen is passed over, but for the transaction timeout, which is a
 * warning.
 */
public final class Preflight {
  private static final long DEFAULT_FUTURE_MILLIS = 3_600_000;

  private final List<Finding> findings = new ArrayList<>();

  private Preflight() {}

  /** How bad a finding is. */
  public enum Severity {
    /** It holds. */
    OK,
    /** The job would run, but not as well as it should. */
    WARNING,
    /** The job must not start. */
    FAILED,
    /** No broker answers, none lets us in, or a topic is not there. */
    UNREACHABLE
  }

  /**
   * What was found.
   *
   * @param message for the user: names the setting, holds no secret
   */
  public record Finding(Severity severity, String message) {}

  /** Looks at both ends of the job; empty where all is well. */
  public static List<Finding> check(KafkaSettings kafka, SourceSettings source, SinkSettings sink) {
    Preflight preflight = new Preflight();
    preflight.bothEnds(kafka, source, sink);
    return preflight.findings.stream().filter(found -> found.severity() != Severity.OK).toList();
  }

  /**
   * The same, with what holds, and with what takes longer to find out: rights on the consumer group
   * and on transactional ids. Begins a transaction of its own name, and ends it.
   */
  public static List<Finding> all(KafkaSettings kafka, SourceSettings source, SinkSettings sink) {
    Preflight preflight = new Preflight();
    if (preflight.bothEnds(kafka, source, sink)) {
      preflight.attempt("source.group: ", () -> CheckRights.group(kafka, source));
      preflight.attempt("sink: ", () -> CheckRights.transactions(kafka, sink));
    }
    return List.copyOf(preflight.findings);
  }

  /**
   * What is wrong with the topic of a catalog: it may not be read, or forgets entries that do not
   * change. Empty where nothing is, and where it cannot be seen: who opens it says that.
   */
  public static List<Finding> catalog(KafkaSettings kafka, String topic) {
    try (Brokers brokers = Brokers.of(kafka, Map.of())) {
      TopicLook look = new TopicLook(brokers);
      if (!look.exists(topic)) {
        return List.of();
      }
      if (!look.allows(topic, AclOperation.READ)) {
        return List.of(
            new Finding(
                Severity.FAILED,
                "catalog topic "
                    + topic
                    + " may not be read; this client needs READ on the topic"));
      }
      String policy = look.config(topic).text(TopicConfig.CLEANUP_POLICY_CONFIG);
      return policy == null || policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)
          ? List.of()
          : List.of(
              new Finding(
                  Severity.WARNING,
                  "catalog topic "
                      + topic
                      + " forgets entries as they grow old; set cleanup.policy=compact"));
    } catch (KafkaUnreachable | ApiException e) {
      return List.of();
    }
  }

  /** One that cannot be made does not keep the others from being made. */
  private void attempt(String setting, Supplier<Finding> check) {
    try {
      findings.add(check.get());
    } catch (KafkaUnreachable e) {
      add(Severity.UNREACHABLE, e.getMessage());
    } catch (KafkaException e) {
      Throwable reason = e.getCause() instanceof KafkaException cause ? cause : e;
      add(Severity.FAILED, setting + reason.getMessage());
    }
  }

  /** Whether the brokers answered. */
  private boolean bothEnds(KafkaSettings kafka, SourceSettings source, SinkSettings sink) {
    try {
      try (Brokers brokers = Brokers.of(kafka, source.properties())) {
        source(new TopicLook(brokers), source);
      }
      try (Brokers brokers = Brokers.of(kafka, sink.properties())) {
        sink(new TopicLook(brokers), sink);
      }
      return true;
    } catch (KafkaUnreachable e) {
      add(Severity.UNREACHABLE, e.getMessage());
    } catch (ApiException e) {
      add(Severity.FAILED, "kafka: the broker refuses: " + e.getMessage());
    }
    return false;
  }

  private void source(TopicLook brokers, SourceSettings source) {
    for (String topic : source.topics()) {
      String setting = "source.topics: " + topic;
      if (!brokers.exists(topic)) {
        add(Severity.UNREACHABLE, setting + " does not exist");
        continue;
      }
      require(
          brokers.allows(topic, AclOperation.READ),
          setting + " may be read",
          setting + " may not be read; this client needs READ on the topic");
      TopicLook.Config config = brokers.config(topic);
      if ("CreateTime".equals(config.text(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
          && config.number(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, 0)
              > DEFAULT_FUTURE_MILLIS) {
        add(
            Severity.WARNING,
            setting
                + " lets producers set any time, and one with a wrong clock sets the job's; set"
                + " message.timestamp.type=LogAppendTime or message.timestamp.after.max.ms");
      } else if (config.text(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG) != null) {
        add(
            Severity.OK,
            setting
                + " has "
                + config.text(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                + ", in bounds");
      }
    }
  }

  private void sink(TopicLook brokers, SinkSettings sink) {
    List<String> missing = new ArrayList<>();
    for (String topic : Stream.of(Output.values()).map(sink::topic).distinct().toList()) {
      if (!brokers.exists(topic)) {
        missing.add(topic);
        continue;
      }
      require(
          brokers.allows(topic, AclOperation.WRITE),
          "sink: " + topic + " may be written",
          "sink: " + topic + " may not be written; this client needs WRITE on the topic");
      long maxBytes =
          brokers.config(topic).number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.MAX_VALUE);
      require(
          maxBytes > RowEncoder.MAX_ROW_BYTES,
          null,
          "sink: "
              + topic
              + " takes records up to "
              + maxBytes
              + " bytes; max.message.bytes must be above "
              + RowEncoder.MAX_ROW_BYTES);
    }
    if (!missing.isEmpty()) {
      add(Severity.UNREACHABLE, "sink: create the missing topics " + String.join(", ", missing));
    }
    transactionTimeout(brokers, sink);
  }

  private void transactionTimeout(TopicLook brokers, SinkSettings sink) {
    long asked = sink.transactionTimeout().toMillis();
    long allowed = brokers.brokerConfig().number("transaction.max.timeout.ms", -1);
    if (allowed < 0) {
      add(
          Severity.WARNING,
          "sink.transaction_timeout: the broker does not tell its transaction.max.timeout.ms");
    }
    require(
        allowed < 0 || asked <= allowed,
        allowed < 0 ? null : "sink.transaction_timeout: " + asked / 1000 + " s are allowed",
        "sink.transaction_timeout: "
            + asked / 1000
            + " s is above the broker's"
            + " transaction.max.timeout.ms of "
            + allowed / 1000
            + " s");
  }

  private void require(boolean holds, @Nullable String words, String otherwise) {
    if (!holds) {
      add(Severity.FAILED, otherwise);
    } else if (words != null) {
      add(Severity.OK, words);
    }
  }

  private void add(Severity severity, String message) {
    findings.add(new Finding(severity, message));
  }
}
