package dev.footfall.cli;

import dev.footfall.catalog.BrokenCatalogException;
import dev.footfall.config.InvalidSettings;
import dev.footfall.config.Secrets;
import dev.footfall.source.KafkaUnreachable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells the user what went wrong, on standard error, in words; the stack trace only where it was
 * asked for by {@code --stacktrace}.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private @Nullable String last;

  static Failures of(CommandLine commandLine) {
    return (Failures) commandLine.getExecutionExceptionHandler();
  }

  /** What was told last; null where nothing went wrong. */
  @Nullable String last() {
    return last;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    tell(err, masked(String.valueOf(e.getMessage())));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    Throwable root = reason(e);
    String message = root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    if (root instanceof InvalidSettings) {
      // Its lines are masked already, as only the reader of the configuration can.
      tell(command.getErr(), message);
    } else {
      boolean speaks = isForTheUser(root) || root.getClass() == IOException.class;
      String kind = speaks ? "" : root.getClass().getSimpleName() + ": ";
      tell(command.getErr(), masked(kind + message));
    }
    if (Footfall.of(command).stacktrace) {
      e.printStackTrace(command.getErr());
    }
    return ExitCode.of(isForTheUser(root) ? root : e).number();
  }

  /** The first in the chain that says something of the matter, and not that something failed. */
  private static Throwable reason(Throwable thrown) {
    Throwable reason = thrown;
    while (!isForTheUser(reason) && isWrapper(reason) && reason.getCause() != null) {
      reason = reason.getCause();
    }
    return reason;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown.getClass() == RuntimeException.class
        || thrown instanceof ExecutionException
        || thrown instanceof CompletionException
        || thrown instanceof UncheckedIOException
        || thrown.getClass().getName().startsWith("org.apache.flink.");
  }

  private void tell(PrintWriter err, String message) {
    last = message;
    err.println(message);
  }

  /** Its message says all there is to say. */
  private static boolean isForTheUser(Throwable thrown) {
    return thrown instanceof CommandFailed
        || thrown instanceof InvalidSettings
        || thrown instanceof KafkaUnreachable
        || thrown instanceof BrokenCatalogException;
  }

  private static String masked(String message) {
    return message.lines().map(Secrets::mask).collect(Collectors.joining("\n"));
  }
}
