package io.rtoto.jobs.io;

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

/** Reads what identifiers told each other; passes over what none of them wrote. */
final class LoopSchema implements KafkaRecordDeserializationSchema<LoopMessage> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(LoopSchema.class);

  private transient @Nullable Messages<LoopMessage> messages;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<LoopMessage> out) {
    if (messages == null) {
      messages = Messages.of(LoopMessage.class);
    }
    try {
      out.collect(messages.read(message.value()));
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "Passed over what no identifier told another: {}-{} at offset {}.",
          message.topic(),
          message.partition(),
          message.offset());
    }
  }

  @Override
  public TypeInformation<LoopMessage> getProducedType() {
    return RecordTypes.of(LoopMessage.class);
  }
}
