package io.rtoto.jobs.io;

import io.rtoto.jobs.intake.Intake;
import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.flow.Arrival;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of the event topics. It happens in the source, because each partition keeps its
 * own time, and only a message that was read tells the time.
 */
final class ReceivedSchema implements KafkaRecordDeserializationSchema<Received> {
  private static final long serialVersionUID = 1;

  private final Intake intake;

  ReceivedSchema(Intake intake) {
    this.intake = intake;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Received> out) {
    out.collect(Tick.of(record).orElseGet(() -> intake.read(arrival(record))));
  }

  static Arrival arrival(ConsumerRecord<byte[], byte[]> record) {
    return new Arrival(record.topic(), record.partition(), record.offset(), record.value());
  }

  @Override
  public TypeInformation<Received> getProducedType() {
    return RecordTypes.of(Received.class);
  }
}
