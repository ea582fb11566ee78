package io.rtoto.cli;

import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Utils;

/** A broker for all tests that do not stop it: each finds the topics empty. */
public final class Broker {
  private static final int PARTITIONS = 1;
  private static final LocalKafka SHARED = started();

  private Broker() {}

  /** Where it is, with nothing on its topics. */
  public static String emptied() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SHARED.bootstrapServers()))) {
      Set<String> ours = new HashSet<>(admin.listTopics().names().get());
      List<String> all = Stream.of(Topic.values()).map(Topic::topicName).toList();
      ours.retainAll(all);
      admin.deleteTopics(ours).all().get();
    }
    try (Topics topics = new Topics(SHARED.bootstrapServers())) {
      topics.create(PARTITIONS);
    }
    return SHARED.bootstrapServers();
  }

  private static LocalKafka started() {
    try {
      Path folder = Files.createTempDirectory("rtoto-cli-test");
      LocalKafka kafka = LocalKafka.start(folder, 0);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(kafka, folder)));
      return kafka;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(LocalKafka kafka, Path folder) {
    kafka.close();
    try {
      Utils.delete(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
