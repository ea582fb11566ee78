package io.rtoto.jobs.io;

import io.rtoto.jobs.measurement.News;
import io.rtoto.jobs.measurement.NewsReader;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what engage wrote, in the source: each partition keeps its own time. */
final class NewsSchema implements KafkaRecordDeserializationSchema<News> {
  private static final long serialVersionUID = 1;

  private final NewsReader reader;

  NewsSchema(NewsReader reader) {
    this.reader = reader;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<News> out)
      throws IOException {
    try {
      reader
          .read(
              Topic.named(record.topic()),
              record.key(),
              record.value(),
              Instant.ofEpochMilli(record.timestamp()))
          .ifPresent(out::collect);
    } catch (IOException e) {
      throw new IOException(
          "What stands in partition %d of topic %s at offset %d is no message of RTOTO's. Maybe something else writes there, or a newer version of RTOTO does."
              .formatted(record.partition(), record.topic(), record.offset()),
          e);
    }
  }

  @Override
  public TypeInformation<News> getProducedType() {
    return RecordTypes.of(News.class);
  }
}
