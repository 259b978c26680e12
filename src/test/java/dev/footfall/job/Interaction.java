package dev.footfall.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.client.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interaction by the ledger: what somebody did, and what of it is on the wire. Shares no code
 * with what it judges.
 *
 * @param visitor the person or machine
 * @param kind of visitor: human, booker, bot, scanner, burst, odd
 * @param connection address, user agent and site as they are on the wire; null where one is missing
 * @param sampled whether there is a span of it
 * @param failed answered by an error of the server, or marked as one: Tomcat throws over a query
 *     that is no UTF-8, though it answers 400
 * @param event what {@code petclinic/footfall.yaml} or else the fall-back calls it
 */
record Interaction(
    long millis,
    String visitor,
    String kind,
    @Nullable String connection,
    boolean sampled,
    boolean failed,
    String event,
    int status) {

  /** All of the ledger, in order of time. */
  static List<Interaction> all() throws IOException {
    List<Interaction> all = new ArrayList<>();
    for (JsonNode request : Ledger.requests()) {
      String event =
          event(
              request.get("method").asText(),
              request.get("url").asText().replaceAll("[?;].*", ""),
              request.get("status").asInt());
      if (event != null) {
        all.add(
            new Interaction(
                Instant.parse(request.get("time").asText()).toEpochMilli(),
                request.get("visitor").asText(),
                request.get("kind").asText(),
                connection(request),
                request.path("sampled").asBoolean(true),
                request.get("status").asInt() >= 500
                    || request.path("mark").asText().equals("not-utf8"),
                event,
                request.get("status").asInt()));
      }
    }
    all.sort(Comparator.comparingLong(Interaction::millis));
    return all;
  }

  /** The event and the status of the answer, as {@code page_view 200}. */
  String named() {
    return event + " " + status;
  }

  /** Null for what is no interaction: parts of a page, probes, redirects, forms that come back. */
  private static @Nullable String event(String method, String path, int status) {
    boolean read = method.equals("GET");
    boolean part = read && path.matches(".*\\.(css|js|ico|png|svg)|/robots.txt");
    if (part || method.equals("HEAD") || path.startsWith("/actuator/")) {
      return null;
    }
    if (read && path.equals("/owners/find") && status == 200) {
      return "find_owner";
    }
    if (method.equals("POST") && status == 302) {
      return path.equals("/owners/new")
          ? "add_owner"
          : path.matches("/owners/\\d+/pets/new")
              ? "add_pet"
              : path.matches("/owners/\\d+/pets/\\d+/visits/new") ? "add_visit" : null;
    }
    if (status >= 400) {
      return "page_error";
    }
    return read && status == 200 ? "page_view" : null;
  }

  /** Both hosts are one site. Of a request that Tomcat refuses unread, its span says nothing. */
  private static @Nullable String connection(JsonNode request) {
    if (!request.hasNonNull("ua") || request.path("mark").asText().equals("raw-bracket")) {
      return null;
    }
    String sent = request.hasNonNull("ip") ? request.get("ip").asText() : "127.0.0.1";
    String first = sent.split(",")[0].strip();
    String[] groups = first.split(":");
    String network =
        groups.length > 2
            ? String.join(":", groups[0], groups[1], groups[2], groups[3])
            : groups[0]; // without the port
    return network + " " + request.get("ua").asText();
  }
}
