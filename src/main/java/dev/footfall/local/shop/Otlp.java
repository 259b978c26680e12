package dev.footfall.local.shop;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Attributes, as an SDK writes them. */
final class Otlp {
  private Otlp() {}

  static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  static KeyValue number(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value));
  }

  static KeyValue decimal(String key, double value) {
    return attribute(key, AnyValue.newBuilder().setDoubleValue(value));
  }

  /** A captured header: a list of texts, even where there is one. */
  static KeyValue header(String name, String value) {
    AnyValue text = AnyValue.newBuilder().setStringValue(value).build();
    return attribute(
        "http.request.header." + name,
        AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(text)));
  }

  static List<KeyValue> join(List<KeyValue> first, KeyValue... more) {
    List<KeyValue> all = new ArrayList<>(first);
    Collections.addAll(all, more);
    return all;
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
