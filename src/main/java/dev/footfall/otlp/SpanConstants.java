package dev.footfall.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts so common that a span names them by one byte: their place in this list. It stands in state
 * and savepoints, so it only grows at its end.
 */
final class SpanConstants {
  private record Constant(Field field, String text) {}

  private static final List<Constant> ALL =
      List.of(
          new Constant(Field.METHOD, "GET"),
          new Constant(Field.METHOD, "POST"),
          new Constant(Field.METHOD, "PUT"),
          new Constant(Field.METHOD, "DELETE"),
          new Constant(Field.METHOD, "HEAD"),
          new Constant(Field.METHOD, "PATCH"),
          new Constant(Field.METHOD, "OPTIONS"),
          new Constant(Field.SCHEME, "http"),
          new Constant(Field.SCHEME, "https"),
          new Constant(Field.STATUS, "200"),
          new Constant(Field.STATUS, "201"),
          new Constant(Field.STATUS, "204"),
          new Constant(Field.STATUS, "301"),
          new Constant(Field.STATUS, "302"),
          new Constant(Field.STATUS, "303"),
          new Constant(Field.STATUS, "304"),
          new Constant(Field.STATUS, "400"),
          new Constant(Field.STATUS, "401"),
          new Constant(Field.STATUS, "403"),
          new Constant(Field.STATUS, "404"),
          new Constant(Field.STATUS, "500"),
          new Constant(Field.STATUS, "503"));

  /** By text: no text stands for two fields. */
  private static final Map<String, Integer> PLACES = new HashMap<>();

  static {
    for (int place = 0; place < ALL.size(); place++) {
      PLACES.put(ALL.get(place).text(), place);
    }
  }

  private SpanConstants() {}

  /** The place of a field's text, or -1. */
  static int place(Field field, String text) {
    Integer place = PLACES.get(text);
    return place != null && ALL.get(place).field() == field ? place : -1;
  }

  /** Whether the constant at a place, as written by this version or a later one, is of a field. */
  static boolean isOf(int place, int fieldCode) {
    return place < ALL.size() && ALL.get(place).field().code() == fieldCode;
  }

  static String text(int place) {
    return ALL.get(place).text();
  }
}
