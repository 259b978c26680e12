package dev.footfall.local.compare;

import dev.footfall.cli.CommandFailed;
import dev.footfall.cli.ExitCode;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether two runs came to the same, and where not; the report goes to standard output. */
@Command(
    name = "compare-runs",
    description = {
      "Hold two runs over the same input against each other: a live one and its replay, or one in"
          + " pieces.",
      "A run is a folder of NDJSON files, or topics as kafka://BROKERS/PREFIX. Ends with 0 where"
          + " both came to the same, and with 5 where they did not."
    })
public final class CompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "One run.")
  private String first = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "B",
      description = "The other run; several are pieces of one.")
  private List<String> second = List.of();

  @Option(
      names = "--and-a",
      paramLabel = "PIECE",
      description = "A further piece of A. May be repeated.")
  private List<String> furtherFirst = new ArrayList<>();

  @Option(
      names = "--outputs",
      split = ",",
      paramLabel = "OUTPUT",
      description = "Compare only these, such as events,sessions.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Compare only what is not before, such as 2026-11-24T10:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Compare only what is before and, of windows, has ended by then.")
  private @Nullable Instant to;

  @Option(
      names = "--pinned-catalog",
      description = "Both had the same content of the catalog: what came of it is compared, too.")
  private boolean pinnedCatalog;

  @Option(
      names = "--every-revision",
      description =
          "Compare all records, each as often as it is there, with nothing exempt; default is the"
              + " last revision of each.")
  private boolean everyRevision;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, such as those for logging in.")
  private @Nullable Path kafkaProperties;

  @Option(
      names = "--temp",
      paramLabel = "DIR",
      description =
          "Where records are sorted; needs as much space as the largest output of both runs. Default: the system's.")
  private Path space = Path.of(System.getProperty("java.io.tmpdir"));

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<String> ofFirst = new ArrayList<>(List.of(first));
    ofFirst.addAll(furtherFirst);
    try {
      return compare(pieces(ofFirst), pieces(second)).number();
    } catch (UnreadableRun e) {
      throw new CommandFailed(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private ExitCode compare(List<Piece> ofFirst, List<Piece> ofSecond) throws IOException {
    CompareRuns runs = new CompareRuns(new Range(from, to), pinnedCatalog, everyRevision, space);
    PrintWriter out = spec.commandLine().getOut();
    CompareReport report = new CompareReport(out);
    List<Findings> all = new ArrayList<>();
    List<Output> outputs = outputs(ofFirst, ofSecond);
    report.header();
    for (Output output : outputs) {
      Findings findings = runs.compare(output, ofFirst, ofSecond);
      report.line(findings);
      all.add(findings);
    }
    all.forEach(report::examples);
    out.println();
    return verdict(all, out);
  }

  /** Runs of which nothing could be compared are not said to agree. */
  private static ExitCode verdict(List<Findings> all, PrintWriter out) {
    List<String> different =
        all.stream().filter(f -> !f.isSame()).map(f -> f.output.suffix()).toList();
    boolean nothing = all.stream().allMatch(f -> f.first.compared + f.second.compared == 0);
    if (nothing && different.isEmpty()) {
      out.println("Nothing was compared: no record that no longer changes is in the range.");
      return ExitCode.CHECK_FAILED;
    }
    out.println(
        different.isEmpty()
            ? "The runs agree."
            : "The runs differ in " + String.join(", ", different) + ".");
    return different.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  /** What was asked for, else all that is anywhere; each has to be in every piece. */
  private List<Output> outputs(List<Piece> ofFirst, List<Piece> ofSecond) {
    List<Piece> pieces = new ArrayList<>(ofFirst);
    pieces.addAll(ofSecond);
    List<Output> outputs = new ArrayList<>();
    for (Output output : names.isEmpty() ? List.of(Output.values()) : named()) {
      List<Piece> without = pieces.stream().filter(piece -> !piece.has(output)).toList();
      if (!without.isEmpty() && (without.size() < pieces.size() || !names.isEmpty())) {
        throw new UnreadableRun(
            "%s: no %s there; --outputs says what to compare"
                .formatted(without.get(0), output.suffix()));
      }
      if (without.isEmpty()) {
        outputs.add(output);
      }
    }
    if (outputs.isEmpty()) {
      throw new UnreadableRun(first + ": no output of a run is there");
    }
    return outputs;
  }

  private List<Output> named() {
    return names.stream()
        .map(
            name ->
                Arrays.stream(Output.values())
                    .filter(output -> output.suffix().equals(name))
                    .findFirst()
                    .orElseThrow(() -> usage("--outputs: there is no output " + name)))
        .toList();
  }

  private List<Piece> pieces(List<String> places) {
    List<Piece> pieces = new ArrayList<>();
    for (String place : places) {
      pieces.add(
          place.startsWith(TopicPiece.SCHEME) ? topics(place) : new FolderPiece(Path.of(place)));
    }
    return pieces;
  }

  private TopicPiece topics(String place) {
    String address = place.substring(TopicPiece.SCHEME.length());
    int slash = address.indexOf('/');
    if (slash < 1 || slash == address.length() - 1) {
      throw usage(place + ": is not " + TopicPiece.SCHEME + "BROKERS/PREFIX");
    }
    return new TopicPiece(
        address.substring(0, slash), address.substring(slash + 1), clientProperties());
  }

  private Properties clientProperties() {
    Properties properties = new Properties();
    if (kafkaProperties != null) {
      try (Reader reader = Files.newBufferedReader(kafkaProperties)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new UnreadableRun(kafkaProperties + ": " + e, e);
      }
    }
    return properties;
  }

  private static CommandFailed usage(String message) {
    return new CommandFailed(ExitCode.USAGE, message, null);
  }
}
