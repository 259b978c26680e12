package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An S3 server as a process of its own, with one bucket; who may do what is not checked. */
final class ObjectStore {
  static final String BUCKET = "lake";
  private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
  private static final Pattern MORE = Pattern.compile("<NextContinuationToken>([^<]+)<");

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = Workspace.freePort();
  private final Workspace workspace;

  /** Starts it and returns when it answers. */
  ObjectStore(Workspace workspace, Path jar) {
    this.workspace = workspace;
    workspace.start(
        "s3",
        Map.of(),
        List.of(
            "java",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-jar",
            jar.toString(),
            "--server.port=" + Workspace.freePort(),
            "--com.adobe.testing.s3mock.http-port=" + port,
            "--com.adobe.testing.s3mock.store.root=" + workspace.folder("s3"),
            "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET));
    Await.until("the S3 server", Duration.ofSeconds(120), this::answers);
  }

  /** What Flink needs to know of it. */
  Map<String, String> settings() {
    return Map.of(
        "s3.endpoint", "http://localhost:" + port,
        "s3.path.style.access", "true",
        // This server gives a file another tag when it is committed again after a kill.
        "fs.s3a.change.detection.mode", "none",
        "s3.access-key", "nobody",
        "s3.secret-key", "checks");
  }

  /** Copies all objects below a prefix to a folder, with their keys as paths. */
  Path download(String prefix) {
    Path folder = workspace.folder("downloaded");
    for (String key : keys(prefix)) {
      Path file = folder.resolve(key);
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, get("/" + BUCKET + "/" + key.replace("=", "%3D")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder.resolve(prefix);
  }

  private List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    String query = "/" + BUCKET + "?list-type=2&prefix=" + prefix;
    String page = text(query);
    while (true) {
      KEY.matcher(page).results().forEach(key -> keys.add(key.group(1)));
      Matcher more = MORE.matcher(page);
      if (!more.find()) {
        return keys;
      }
      String token = URLEncoder.encode(more.group(1), StandardCharsets.UTF_8);
      page = text(query + "&continuation-token=" + token);
    }
  }

  private boolean answers() {
    try {
      return !text("/").isEmpty();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private String text(String path) {
    return new String(get(path), StandardCharsets.UTF_8);
  }

  private byte[] get(String path) {
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException(path + ": " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
