package dev.footfall.sink;

import java.io.Serializable;

/**
 * Where and how Parquet files are written.
 *
 * @param path a folder, as a URI that Flink has a file system for: {@code file:///...}, {@code
 *     s3://bucket/prefix}
 * @param mergeCheckpoints files of so many checkpoints become one, which is when rows are seen; 1
 *     merges those of one checkpoint
 */
public record LakeSettings(String path, int mergeCheckpoints) implements Serializable {
  /** With a checkpoint every minute, the six files an hour that readers like. */
  public static final int DEFAULT_MERGE_CHECKPOINTS = 10;
}
