package dev.footfall.aggregate;

import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link Label}: its text, whether there is a second one, and that. */
public final class LabelSerializer extends VersionedSerializer<Label> {
  static final LabelSerializer INSTANCE = new LabelSerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(Label label, DataOutputView out) throws IOException {
    String second = label.second();
    out.writeUTF(label.text());
    out.writeBoolean(second != null);
    if (second != null) {
      out.writeUTF(second);
    }
  }

  @Override
  public Label deserialize(DataInputView in) throws IOException {
    return new Label(in.readUTF(), in.readBoolean() ? in.readUTF() : null);
  }
}
