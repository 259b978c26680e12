package dev.footfall.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks the JobManager's REST port; a JobManager that is away is an answer like any other. */
final class JobMonitor {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String address;

  JobMonitor(String address) {
    this.address = address;
  }

  int taskManagers() {
    return ask("/taskmanagers").path("taskmanagers").size();
  }

  /** Ids of all jobs that this cluster knows and that have not ended. */
  List<String> liveJobs() {
    List<String> ids = new ArrayList<>();
    for (JsonNode job : ask("/jobs").path("jobs")) {
      String state = job.path("status").asText();
      if (!state.equals("FINISHED") && !state.equals("CANCELED") && !state.equals("FAILED")) {
        ids.add(job.path("id").asText());
      }
    }
    return ids;
  }

  /** Resource ids of the TaskManagers on which a job's tasks run. */
  Set<String> taskManagersOf(String job) {
    Set<String> ids = new HashSet<>();
    for (JsonNode vertex : ask("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/taskmanagers";
      ask(path)
          .path("taskmanagers")
          .forEach(taskManager -> ids.add(taskManager.path("taskmanager-id").asText()));
    }
    return ids;
  }

  JobStatus status(String job) {
    JsonNode overview = ask("/jobs/" + job);
    if (overview.isMissingNode()) {
      return JobStatus.UNREACHABLE;
    }
    JsonNode checkpoints = ask("/jobs/" + job + "/checkpoints");
    JsonNode completed = checkpoints.path("latest").path("completed");
    return new JobStatus(
        overview.path("state").asText(),
        restarts(job),
        checkpoints.path("counts").path("in_progress").asInt() > 0,
        completed.path("id").asLong(),
        completed.path("trigger_timestamp").asLong(),
        checkpoints.path("summary").path("persisted_data").path("max").asLong(),
        failedCommittables(job, overview));
  }

  boolean checkpointInProgress(String job) {
    return ask("/jobs/" + job + "/checkpoints").path("counts").path("in_progress").asInt() > 0;
  }

  private int restarts(String job) {
    return ask("/jobs/" + job + "/metrics?get=numRestarts").path(0).path("value").asInt();
  }

  private long failedCommittables(String job, JsonNode overview) {
    long failed = 0;
    for (JsonNode vertex : overview.path("vertices")) {
      String metrics =
          "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : ask(metrics)) {
        String id = metric.path("id").asText();
        if (id.endsWith("failedCommittables")) {
          String query = URLEncoder.encode(id, StandardCharsets.UTF_8);
          failed += ask(metrics + "?get=" + query + "&agg=max").path(0).path("max").asLong();
        }
      }
    }
    return failed;
  }

  /** The answer, or a missing node where there is none. */
  private JsonNode ask(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(5)).build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
    } catch (IOException away) {
      return JSON.missingNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
