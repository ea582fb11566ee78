package io.rtoto.jobs.io;

import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.flow.Posting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of a topic that keeps the newest of each key. */
final class PostingSchema implements KafkaRecordDeserializationSchema<Posting> {
  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Posting> out) {
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    Instant at = Instant.ofEpochMilli(record.timestamp());
    out.collect(new Posting(key, ReceivedSchema.arrival(record), at));
  }

  @Override
  public TypeInformation<Posting> getProducedType() {
    return RecordTypes.of(Posting.class);
  }
}
