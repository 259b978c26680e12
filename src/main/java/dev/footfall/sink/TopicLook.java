package dev.footfall.sink;

import dev.footfall.source.Brokers;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What the brokers tell of topics and of themselves. */
final class TopicLook {
  private final Brokers brokers;

  TopicLook(Brokers brokers) {
    this.brokers = brokers;
  }

  boolean exists(String topic) {
    try {
      describe(topic);
      return true;
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      return false;
    }
  }

  /** Whether this client may do it; true where the broker does not tell. */
  boolean allows(String topic, AclOperation operation) {
    TopicDescription description = describe(topic);
    return description.authorizedOperations() == null
        || description.authorizedOperations().contains(operation);
  }

  /** A topic's configuration; empty where it may not be seen. */
  Config config(String topic) {
    return config(new ConfigResource(ConfigResource.Type.TOPIC, topic), "settings of " + topic);
  }

  /** The configuration of one broker; empty where it may not be seen. */
  Config brokerConfig() {
    Node node =
        brokers.answer("the cluster", brokers.admin().describeCluster().nodes()).iterator().next();
    return config(
        new ConfigResource(ConfigResource.Type.BROKER, node.idString()), "settings of the broker");
  }

  private TopicDescription describe(String topic) {
    return brokers
        .answer(
            "topic " + topic,
            brokers
                .admin()
                .describeTopics(
                    List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames())
        .get(topic);
  }

  private Config config(ConfigResource resource, String question) {
    try {
      return new Config(
          brokers
              .answer(question, brokers.admin().describeConfigs(List.of(resource)).all())
              .get(resource));
    } catch (AuthorizationException e) {
      return new Config(null);
    }
  }

  /** Settings as the broker tells them. */
  static final class Config {
    private final org.apache.kafka.clients.admin.@Nullable Config entries;

    Config(org.apache.kafka.clients.admin.@Nullable Config entries) {
      this.entries = entries;
    }

    @Nullable String text(String name) {
      return Optional.ofNullable(entries)
          .map(all -> all.get(name))
          .map(ConfigEntry::value)
          .orElse(null);
    }

    long number(String name, long otherwise) {
      String text = text(name);
      return text == null ? otherwise : Long.parseLong(text);
    }
  }
}
