package dev.footfall.cli;

import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked for; the message is for the user. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode code;

  public CommandFailed(ExitCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
