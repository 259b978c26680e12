package dev.footfall.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a capture: {@code {"partition":0,"offset":0,"timestamp":1795519761528,"key":null,
 * "headers":[["name","base64"]],"value":"base64"}}, with an optional {@code topic}. Timestamps are
 * epoch milliseconds, -1 for none; key, value and a header's value are base64 or null. Other fields
 * are passed over.
 */
final class CaptureLine {
  /** Asks {@link #parse} for every record. */
  static final int ANY_PARTITION = -1;

  /** No cluster has this many in a topic; a number beyond it is a mistake. */
  private static final int PARTITIONS = 100_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private CaptureLine() {}

  /**
   * Reads a line.
   *
   * @param topic where the line names none
   * @param wanted the partition that is asked for; of others the rest of the line is not looked at
   * @return null where the line is of another partition
   */
  static @Nullable RawRecord parse(String line, String topic, int wanted) throws IOException {
    int partition = -1;
    Long offset = null;
    Long timestamp = null;
    byte[] key = null;
    byte[] value = null;
    List<RawRecord.Header> headers = List.of();
    try (JsonParser in = JSON.createParser(line)) {
      expect(in.nextToken() == JsonToken.START_OBJECT, "is not an object");
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "topic" -> topic = text(in, field);
          case "partition" -> partition = partition(in);
          case "offset" -> offset = number(in, field);
          case "timestamp" -> timestamp = number(in, field);
          case "key" -> key = bytes(in, field);
          case "value" -> value = bytes(in, field);
          case "headers" -> headers = headers(in);
          default -> in.skipChildren();
        }
        if (wanted != ANY_PARTITION && partition >= 0 && partition != wanted) {
          return null;
        }
      }
      expect(in.currentToken() == JsonToken.END_OBJECT, "is not an object");
      expect(in.nextToken() == null, "goes on behind the object");
    }
    expect(partition >= 0, "has no partition");
    expect(offset != null, "has no offset");
    expect(timestamp != null, "has no timestamp");
    long time = RecordTime.orAbsent(timestamp, System.currentTimeMillis());
    return new RawRecord(topic, partition, offset, time, key, value, headers);
  }

  /** The line of a record, without its end. */
  static String format(RawRecord record) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("partition", record.partition());
      out.writeStringField("topic", record.topic());
      out.writeNumberField("offset", record.offset());
      out.writeNumberField("timestamp", record.timestampMillis());
      out.writeFieldName("key");
      write(record.key(), out);
      out.writeArrayFieldStart("headers");
      for (RawRecord.Header header : record.headers()) {
        out.writeStartArray();
        out.writeString(header.name());
        write(header.value(), out);
        out.writeEndArray();
      }
      out.writeEndArray();
      out.writeFieldName("value");
      write(record.value(), out);
      out.writeEndObject();
    }
    return text.toString();
  }

  /** What is wrong with a line, without quoting it. */
  static String problem(IOException e) {
    if (e instanceof JsonParseException || e instanceof JsonProcessingException) {
      return "is not JSON";
    }
    return String.valueOf(e.getMessage());
  }

  private static int partition(JsonParser in) throws IOException {
    long partition = number(in, "partition");
    expect(partition >= 0 && partition < PARTITIONS, "partition is out of range");
    return (int) partition;
  }

  private static List<RawRecord.Header> headers(JsonParser in) throws IOException {
    expect(in.currentToken() == JsonToken.START_ARRAY, "headers are not an array");
    List<RawRecord.Header> headers = new ArrayList<>();
    while (in.nextToken() == JsonToken.START_ARRAY) {
      in.nextToken();
      String name = text(in, "a header's name");
      in.nextToken();
      headers.add(new RawRecord.Header(name, bytes(in, "a header's value")));
      expect(in.nextToken() == JsonToken.END_ARRAY, "a header is not [name, value]");
    }
    expect(in.currentToken() == JsonToken.END_ARRAY, "a header is not [name, value]");
    return headers;
  }

  private static long number(JsonParser in, String field) throws IOException {
    expect(in.currentToken() == JsonToken.VALUE_NUMBER_INT, field + " is not a whole number");
    return in.getLongValue();
  }

  private static String text(JsonParser in, String field) throws IOException {
    expect(in.currentToken() == JsonToken.VALUE_STRING, field + " is not a string");
    return in.getText();
  }

  private static byte @Nullable [] bytes(JsonParser in, String field) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    expect(in.currentToken() == JsonToken.VALUE_STRING, field + " is not base64 or null");
    try {
      return in.getBinaryValue();
    } catch (JsonParseException e) {
      throw new IOException(field + " is not base64 or null", e);
    }
  }

  private static void write(byte @Nullable [] bytes, JsonGenerator out) throws IOException {
    if (bytes == null) {
      out.writeNull();
    } else {
      out.writeBinary(bytes);
    }
  }

  private static void expect(boolean holds, String problem) throws IOException {
    if (!holds) {
      throw new IOException(problem);
    }
  }
}
