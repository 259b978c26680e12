package dev.footfall.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Asks the brokers before a job starts, and gives up after a few seconds rather than the minutes
 * that a running job has. Close it after use.
 */
public final class Brokers implements AutoCloseable {
  private static final int ANSWER_MILLIS = 8_000;

  private final String addresses;
  private final Admin admin;

  private Brokers(String addresses, Admin admin) {
    this.addresses = addresses;
    this.admin = admin;
  }

  /**
   * A client with the properties of one end of the job.
   *
   * @param properties of that end, over those of the cluster
   * @throws KafkaUnreachable where no address resolves or the client cannot be set up
   */
  public static Brokers of(KafkaSettings kafka, Map<String, String> properties) {
    String addresses = Objects.requireNonNull(kafka.brokers());
    Map<String, Object> all = new HashMap<>();
    Map<String, String> given = new HashMap<>(kafka.properties());
    given.putAll(properties);
    all.putAll(KafkaReferences.resolvable(given));
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses);
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
    try {
      return new Brokers(addresses, Admin.create(all));
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new KafkaUnreachable("kafka.brokers " + addresses + ": " + reason.getMessage(), e);
    }
  }

  public Admin admin() {
    return admin;
  }

  /**
   * Waits for an answer.
   *
   * @param question what was asked for, for the message
   * @throws KafkaUnreachable where none came, or the client was not let in
   * @throws ApiException where the broker refused
   */
  public <T> T answer(String question, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnreachable("interrupted while asking for " + question, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException refusal
          && !(refusal instanceof AuthenticationException)
          && !(refusal instanceof RetriableException && isTimeout(refusal))) {
        throw refusal;
      }
      throw new KafkaUnreachable(
          "kafka.brokers " + addresses + ": asked for " + question + ": " + words(e.getCause()), e);
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof org.apache.kafka.common.errors.TimeoutException
        || cause instanceof org.apache.kafka.common.errors.DisconnectException;
  }

  private static String words(Throwable cause) {
    if (cause instanceof AuthenticationException) {
      return "authentication failed: " + cause.getMessage();
    }
    return isTimeout(cause)
        ? "no broker answered within " + ANSWER_MILLIS / 1000 + " s"
        : String.valueOf(cause.getMessage());
  }
}
