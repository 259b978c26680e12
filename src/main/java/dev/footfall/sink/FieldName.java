package dev.footfall.sink;

import java.nio.charset.StandardCharsets;

/**
 * The name of a field, as writers need it.
 *
 * @param text as declared
 * @param index of the field in its object, from 0
 * @param json as it stands before a value: quoted, with a colon
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record FieldName(String text, int index, byte[] json) {
  FieldName(String text, int index) {
    this(text, index, ("\"" + text + "\":").getBytes(StandardCharsets.UTF_8));
  }
}
