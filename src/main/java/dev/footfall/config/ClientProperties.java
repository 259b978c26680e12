package dev.footfall.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * Reads properties for Kafka's clients: any, but secrets only by reference, and not those that a
 * setting of ours decides.
 */
final class ClientProperties {
  private static final Map<String, String> OURS =
      Map.of(
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "kafka.brokers",
          ConsumerConfig.GROUP_ID_CONFIG, "source.group",
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "source.start",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "Flink's checkpoints",
          ProducerConfig.TRANSACTIONAL_ID_CONFIG, "sink.transactional_id_prefix",
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "sink.transaction_timeout");

  private ClientProperties() {}

  static Map<String, String> read(Value properties) {
    Map<String, Value> values = properties.byKey();
    Value ownProviders = values.get(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    String providers = ownProviders == null ? null : ownProviders.property();
    Map<String, String> read = new HashMap<>();
    values.forEach(
        (key, value) -> {
          String text = value.property();
          if (OURS.containsKey(key)) {
            value.report("is decided by " + OURS.get(key));
          } else if (text != null) {
            String problem = Secrets.problem(key, text, providers);
            if (problem != null) {
              value.report(problem);
            }
            read.put(key, text);
          }
        });
    return Map.copyOf(read);
  }
}
