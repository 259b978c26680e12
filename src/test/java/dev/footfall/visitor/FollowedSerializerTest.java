package dev.footfall.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.funnel.Attempt;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.AttemptChange;
import dev.footfall.funnel.FunnelKey;
import dev.footfall.privacy.KeyedId;
import dev.footfall.session.SessionStamp;
import dev.footfall.visitor.VisitorEvents.Ids;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FollowedSerializerTest {
  private static final FollowedSerializer SERIALIZER = new FollowedSerializer();

  @Test
  void readsAChangeOfAnAttemptWithItsVisitor() throws IOException {
    Attempt attempt = new Attempt(true, false, List.of(new ReachedStep(1, 0, null, null)));
    AttemptChange change = new AttemptChange(new FunnelKey("f", 7, null), -1, false, attempt);
    Followed followed = Followed.of(new FollowedAttempt(new KeyedId(-1, 2), change));

    assertThat(readBack(followed)).isEqualTo(followed);
  }

  @Test
  void readsAnEventWithItsStamp() throws IOException {
    SessionStamp stamp = new SessionStamp("a".repeat(32), null, 5, 3, true, true);
    FollowedEvent event =
        FollowedEvent.of(
            VisitorEvents.pageView(1, Ids.device(1), VisitorEvents.CHANGE_MILLIS), stamp);

    assertThat(readBack(Followed.of(event)).event().event()).isEqualTo(event.event());
    assertThat(readBack(Followed.of(event)).event().session()).isEqualTo(stamp);
  }

  private static Followed readBack(Followed followed) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    SERIALIZER.serialize(followed, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    Followed read = SERIALIZER.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
