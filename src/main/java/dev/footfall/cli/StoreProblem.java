package dev.footfall.cli;

import dev.footfall.config.Secrets;
import dev.footfall.sink.Preflight.Severity;
import java.util.Map;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * What keeps us from a folder, in words. Object stores say it by codes, which their clients put
 * somewhere into long messages; the classes of those exceptions are the plugin's, out of reach.
 *
 * @param words to follow the folder's name
 */
record StoreProblem(Severity severity, String words) {
  private static final String BAD_SIGNATURE =
      "the store refuses our signature: s3.secret-key in Flink's configuration is not that of"
          + " s3.access-key, or this machine's clock is wrong";

  private static final Map<String, String> DENIED =
      Map.of(
          "SignatureDoesNotMatch",
          "the store refuses our signature: the secret key is not that of the access key"
              + " (s3.secret-key in Flink's configuration)",
          "InvalidAccessKeyId",
          "the store does not know the access key (s3.access-key in Flink's configuration)",
          "NoAuthWithAWSException",
          "there are no credentials: set s3.access-key and s3.secret-key in Flink's"
              + " configuration, or give the machine a role",
          "RequestTimeTooSkewed",
          "the clock here and the store's differ too much");

  /**
   * @param doing what was tried: listed, written, deleted
   */
  static StoreProblem of(Throwable thrown, String doing) {
    if (thrown instanceof UnsupportedFileSystemSchemeException) {
      return new StoreProblem(
          Severity.FAILED,
          "Flink has no file system for it here; s3:// needs flink-s3-fs-hadoop in plugins/, and"
              + " without a cluster FLINK_PLUGINS_DIR and FLINK_CONF_DIR, see docs/lake.md");
    }
    String message = String.valueOf(thrown);
    if (message.contains("NoSuchBucket")) {
      return new StoreProblem(Severity.UNREACHABLE, "there is no such bucket");
    }
    for (Map.Entry<String, String> denied : DENIED.entrySet()) {
      if (message.contains(denied.getKey())) {
        return new StoreProblem(Severity.FAILED, denied.getValue());
      }
    }
    if (isRefused(thrown)) {
      return new StoreProblem(Severity.FAILED, "may not be " + doing + " with these credentials");
    }
    String words = thrown.getMessage() == null ? message : thrown.getMessage();
    return new StoreProblem(
        Severity.FAILED,
        "cannot be " + doing + ": " + Secrets.mask(words.lines().findFirst().orElse("")));
  }

  static StoreProblem badSignature() {
    return new StoreProblem(Severity.FAILED, BAD_SIGNATURE);
  }

  /** Whether a store knows who asks, or not, and says no. */
  static boolean isRefused(Throwable thrown) {
    String message = String.valueOf(thrown);
    return message.contains("AccessDenied") || message.contains("Status Code: 403");
  }
}
