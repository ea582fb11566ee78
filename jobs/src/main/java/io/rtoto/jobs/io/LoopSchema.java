package io.rtoto.jobs.io;

import static java.util.Objects.requireNonNull;

import io.rtoto.jobs.identity.LeafMessage;
import io.rtoto.jobs.identity.LeafMessage.Looped;
import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Messages;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what identifiers told each other, and what was said upon them; passes over the rest. */
final class LoopSchema implements KafkaRecordDeserializationSchema<LeafMessage> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(LoopSchema.class);

  private transient @Nullable Codecs codecs;

  private record Kind(@Nullable String message) {}

  private record Codecs(
      Messages<Kind> kinds, Messages<Remarked> remarks, Messages<LoopMessage> told) {
    LeafMessage read(byte[] json) throws IOException {
      LeafMessage message =
          Remarked.KIND.equals(kinds.read(json).message())
              ? remarks.read(json)
              : new Looped(told.read(json));
      requireNonNull(message.leaf(), "to");
      return message;
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<LeafMessage> out) {
    if (codecs == null) {
      codecs =
          new Codecs(
              Messages.of(Kind.class), Messages.of(Remarked.class), Messages.of(LoopMessage.class));
    }
    try {
      out.collect(codecs.read(message.value()));
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "Passed over what no identifier told another: {}-{} at offset {}.",
          message.topic(),
          message.partition(),
          message.offset());
    }
  }

  @Override
  public TypeInformation<LeafMessage> getProducedType() {
    return RecordTypes.of(LeafMessage.class);
  }
}
