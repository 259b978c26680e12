package dev.footfall.sink;

import dev.footfall.sink.Preflight.Finding;
import dev.footfall.sink.Preflight.Severity;
import dev.footfall.source.Brokers;
import dev.footfall.source.KafkaSettings;
import dev.footfall.source.SourceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tries what cannot be read from a topic's description: the group and transactional ids. */
final class CheckRights {
  private static final String ANSWER_MILLIS = "8000";

  private CheckRights() {}

  static Finding group(KafkaSettings kafka, SourceSettings source) {
    String setting = "source.group: " + source.group();
    Finding refused =
        new Finding(
            Severity.FAILED,
            setting + " may not be used; this client needs READ on the consumer group");
    Finding mayBeUsed = new Finding(Severity.OK, setting + " may be used");
    try (Brokers brokers = Brokers.of(kafka, source.properties())) {
      return group(brokers, source.group()) ? mayBeUsed : refused;
    } catch (AuthorizationException e) {
      return refused;
    }
  }

  /** Whether it may be read. */
  private static boolean group(Brokers brokers, String name) {
    try {
      ConsumerGroupDescription group =
          brokers
              .answer(
                  "group " + name,
                  brokers
                      .admin()
                      .describeConsumerGroups(
                          List.of(name),
                          new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                      .all())
              .get(name);
      Set<AclOperation> allowed = group.authorizedOperations();
      return allowed == null || allowed.contains(AclOperation.READ);
    } catch (GroupIdNotFoundException e) {
      return newGroup(brokers, name);
    }
  }

  /** Of a group that is not there nothing is told; to send nobody away takes the same right. */
  private static boolean newGroup(Brokers brokers, String name) {
    MemberToRemove nobody = new MemberToRemove("footfall-check");
    try {
      brokers.answer(
          "group " + name,
          brokers
              .admin()
              .removeMembersFromConsumerGroup(
                  name, new RemoveMembersFromConsumerGroupOptions(List.of(nobody)))
              .all());
      return true;
    } catch (AuthorizationException e) {
      return false;
    } catch (ApiException nobodyThere) {
      return true;
    }
  }

  static Finding transactions(KafkaSettings kafka, SinkSettings sink) {
    String prefix = sink.transactionalIdPrefix();
    String setting = "sink.transactional_id_prefix: " + prefix;
    Properties properties = KafkaOutput.producer(kafka, sink);
    properties.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix + "-check");
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
    properties.setProperty(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.valueOf(kafka.brokers()));
    ByteArraySerializer bytes = new ByteArraySerializer();
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes);
    try {
      producer.initTransactions();
      return new Finding(Severity.OK, setting + " may be used for transactions");
    } catch (AuthorizationException e) {
      return new Finding(
          Severity.FAILED,
          setting
              + " may not be used; this client needs WRITE and DESCRIBE on transactional ids that"
              + " begin with it");
    } catch (KafkaException e) {
      if (String.valueOf(e.getMessage()).contains(Errors.INVALID_TRANSACTION_TIMEOUT.message())) {
        return new Finding(
            Severity.FAILED, "sink.transaction_timeout: the broker refuses it as too long");
      }
      return new Finding(Severity.UNREACHABLE, setting + ": " + e.getMessage());
    } finally {
      producer.close(Duration.ofSeconds(1));
    }
  }
}
