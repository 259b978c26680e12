package dev.footfall.local;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertexID;

/**
 * How many records a job's source has handed on, by its metric on Flink's REST interface.
 *
 * <p>The offsets that the source commits do not tell in time: where a topic falls quiet it commits
 * up to ten seconds late, when its consumer returns from a poll.
 */
final class RecordsRead {
  /** What Flink makes of the name of a source called otlp. */
  private static final String METRIC = "Source__otlp.numRecordsIn";

  private static final Pattern SUM = Pattern.compile("\"sum\":([-+.0-9eE]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest question;

  RecordsRead(int port, JobGraph graph) {
    JobVertexID source = graph.getVerticesSortedTopologicallyFromSources().get(0).getID();
    String address =
        "http://localhost:%d/jobs/%s/vertices/%s/subtasks/metrics?get=%s&agg=sum"
            .formatted(port, graph.getJobID(), source, METRIC);
    question = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).build();
  }

  /** Records since the job's last start; 0 where Flink does not know yet. */
  long count() throws IOException, InterruptedException {
    Matcher sum = SUM.matcher(client.send(question, BodyHandlers.ofString()).body());
    return sum.find() ? new BigDecimal(sum.group(1)).longValue() : 0;
  }
}
