package dev.footfall.trial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Reads the values of an encoded row. */
final class RowValues {
  private static final JsonFactory JSON = new JsonFactory();

  private RowValues() {}

  /**
   * The values by column, as they are written. Objects are taken apart: {@code
   * event_params.item_id}; lists are not.
   */
  static TreeMap<String, String> of(byte[] row) {
    TreeMap<String, String> values = new TreeMap<>();
    try (JsonParser in = JSON.createParser(row)) {
      in.nextToken();
      read(in, "", row, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the encoder writes JSON
    }
    return values;
  }

  private static void read(JsonParser in, String prefix, byte[] row, TreeMap<String, String> values)
      throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.START_OBJECT) {
        read(in, name + ".", row, values);
      } else if (value == JsonToken.START_ARRAY) {
        int start = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        int end = (int) in.currentLocation().getByteOffset();
        values.put(name, new String(row, start, end - start, StandardCharsets.UTF_8));
      } else {
        values.put(name, in.getText());
      }
    }
  }

  /** The sum of a number that each object of a list has. */
  static long sum(String list, String name) {
    long sum = 0;
    try (JsonParser in = JSON.createParser(list)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT && name.equals(in.currentName())) {
          sum += in.getLongValue();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum;
  }
}
