package dev.footfall.sink;

import java.util.Locale;

/** The AsyncAPI 3 description of the output topics; payloads are the JSON Schemas beside it. */
final class AsyncApi {
  private AsyncApi() {}

  static String text() {
    StringBuilder channels = new StringBuilder();
    StringBuilder operations = new StringBuilder();
    StringBuilder messages = new StringBuilder();
    for (DeclaredOutput output : DeclaredOutput.ALL) {
      String name = output.output().name().toLowerCase(Locale.ROOT);
      channels.append(channel(name, output));
      operations.append(operation(name));
      messages.append(message(name, output));
    }
    return """
    # Written from the declared columns by scripts/schemas; do not edit.
    asyncapi: 3.0.0
    info:
      title: Footfall
      version: 0.1.0
      description: >-
        Web analytics from OpenTelemetry traces. Records are written in transactions: read them with
        isolation.level=read_committed. Topics are named by sink.topic_prefix and sink.topics. Records have no headers.
      license: {name: Apache-2.0}
    defaultContentType: application/json
    channels:
    %soperations:
    %scomponents:
      messages:
    %s"""
        .formatted(channels, operations, messages);
  }

  private static String channel(String name, DeclaredOutput output) {
    return """
      %s:
        address: %s
        description: %s
        messages:
          %s: {$ref: '#/components/messages/%s'}
        bindings:
          kafka:
            topic: %s
            topicConfiguration: {cleanup.policy: [%s]}
            bindingVersion: '0.5.0'
    """
        .formatted(
            name,
            output.topic(),
            quoted(output.summary()),
            name,
            name,
            output.topic(),
            output.compacted() ? "compact, delete" : "delete");
  }

  private static String operation(String name) {
    return """
      write_%s:
        action: send
        channel: {$ref: '#/channels/%s'}
        messages: [{$ref: '#/channels/%s/messages/%s'}]
    """
        .formatted(name, name, name, name);
  }

  private static String message(String name, DeclaredOutput output) {
    return """
        %s:
          name: %s
          summary: %s
          contentType: application/json
          payload: {$ref: './%s'}
          bindings:
            kafka:
              key: {type: string, description: %s}
              bindingVersion: '0.5.0'
    """
        .formatted(
            name,
            name,
            quoted("The record's time is " + output.time() + "."),
            output.schemaFile(),
            quoted(output.key()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
