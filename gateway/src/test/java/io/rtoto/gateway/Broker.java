package io.rtoto.gateway;

import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** A broker with all topics. One is shared by all tests that do not stop it. */
final class Broker implements AutoCloseable {
  static final int PARTITIONS = 2;

  /** Tests sit at this machine. */
  static final Access OF_GUESTS = Access.by(List.of(Sender.DEMO)).withGuests(true);

  private static final Broker SHARED = start();

  private final LocalKafka kafka;
  private boolean closed;

  private Broker(LocalKafka kafka) {
    this.kafka = kafka;
  }

  static Broker shared() {
    return SHARED;
  }

  private static Broker start() {
    try {
      Path directory = Files.createTempDirectory("rtoto-gateway-test");
      Broker broker = started(directory, 0);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker, directory)));
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Broker broker, Path directory) {
    broker.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Broker started(Path directory, int port) throws IOException {
    Broker broker = withoutTopics(directory, port);
    try {
      broker.makeTopics();
    } catch (IOException e) {
      // Left running, it would halt this process once its folder is gone.
      broker.close();
      throw e;
    }
    return broker;
  }

  static Broker withoutTopics(Path directory, int port) throws IOException {
    return new Broker(LocalKafka.start(directory, port));
  }

  void makeTopics() throws IOException {
    try (Topics topics = new Topics(bootstrapServers())) {
      topics.create(PARTITIONS);
    }
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  int port() {
    return Integer.parseInt(bootstrapServers().substring(bootstrapServers().indexOf(':') + 1));
  }

  /** A gateway with the default settings, on a port that is free, whose guests tests are. */
  Gateway gateway() throws IOException {
    return Gateway.start(
        GatewaySettings.defaults(bootstrapServers())
            .listeningOn("127.0.0.1", 0)
            .withAccess(OF_GUESTS));
  }

  KafkaProducer<String, byte[]> producer() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers());
    settings.put("linger.ms", 0);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      kafka.close();
    }
  }
}
