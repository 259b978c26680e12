/**
 * Decides what may pass the door: the secret day keys that turn raw values into ids, and the
 * redaction of paths, queries and values. In come secrets from a file and raw text; out go keyed
 * ids and text without personal parts. Knows nothing of spans, HTTP attributes or Flink.
 */
@NullMarked
package dev.footfall.privacy;

import org.jspecify.annotations.NullMarked;
