package io.rtoto.jobs.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import io.rtoto.jobs.identity.protocol.LoopMessage.Notice;
import io.rtoto.jobs.identity.protocol.LoopMessage.Trigger;
import io.rtoto.jobs.identity.protocol.Told.Absent;
import io.rtoto.jobs.identity.protocol.Told.Delta;
import io.rtoto.jobs.identity.protocol.Told.Put;
import io.rtoto.jobs.identity.protocol.Told.Retract;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.identity.IdentifierBlocked;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What is remembered and sent is of types that Flink takes as they are. */
final class ProtocolStateTest {
  private static final Identifier ANNA = Names.user(1);
  private static final Identifier PHONE = Names.phone(1);
  private static final List<Edge> EDGES = List.of(new Edge(ANNA, 5, Edge.NEVER));

  @Test
  void keepsALeaf() {
    Leaf leaf = new Leaf(PHONE, EDGES, List.of(ANNA), true, 3, ANNA, ANNA, true, true, 4);

    assertThat(List.of(Leaf.of(PHONE), leaf)).allSatisfy(one -> isTheSame(Leaf.class, one));
  }

  @Test
  void keepsWhatIsSent() {
    assertThat(
            List.of(
                new Label(PHONE, ANNA, 5, Edge.NEVER, 3, ANNA),
                new Notice(PHONE, ANNA, 3),
                new Trigger(PHONE, 3, null),
                new Trigger(
                    PHONE, 3, new IdentifierBlocked(PHONE, "support", "a kiosk", Instant.EPOCH))))
        .allSatisfy(one -> isTheSame(LoopMessage.class, one));
    assertThat(
            List.of(
                new Put(ANNA, PHONE, EDGES),
                new Delta(ANNA, PHONE, EDGES),
                new Retract(ANNA, PHONE),
                new Absent(ANNA, PHONE)))
        .allSatisfy(one -> isTheSame(Told.class, one));
    assertThat(
            List.of(
                new Command.Blocked(PHONE),
                new Command.Cut(ANNA, PHONE),
                new Command.Erased(ANNA, 5),
                new Command.Doubted(PHONE),
                new Command.LinkDoubted(ANNA, PHONE)))
        .allSatisfy(one -> isTheSame(Command.class, one));
  }

  private static <T> void isTheSame(Class<T> type, T value) throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<T> serializer = RecordTypes.of(type).createSerializer(config);
    DataOutputSerializer written = new DataOutputSerializer(256);
    serializer.serialize(value, written);

    assertThat(serializer.deserialize(new DataInputDeserializer(written.getCopyOfBuffer())))
        .isEqualTo(value);
  }
}
