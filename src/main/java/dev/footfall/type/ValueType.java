package dev.footfall.type;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink of a value type with a hand-written serializer: neither reflection nor Kryo is asked.
 * Fit for a key if the type's hashCode is fixed by its own code.
 */
public final class ValueType<T> extends TypeInformation<T> {
  private final Class<T> valueClass;
  private final VersionedSerializer<T> serializer;

  public ValueType(Class<T> valueClass, VersionedSerializer<T> serializer) {
    this.valueClass = valueClass;
    this.serializer = serializer;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return valueClass;
  }

  @Override
  public boolean isKeyType() {
    return true;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return valueClass.getSimpleName();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueType<?> that
        && valueClass == that.valueClass
        && serializer.equals(that.serializer);
  }

  @Override
  public int hashCode() {
    return valueClass.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ValueType;
  }
}
