package io.rtoto.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.Topic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says whether the process lives, whether it is of use, and what it is. */
final class Health implements AutoCloseable {
  private static final int BROKER_WITHIN_MILLIS = 2_000;
  private static final List<String> TOPICS = Topic.EVENTS.stream().map(Topic::topicName).toList();

  private final Vertx vertx;
  private final Admin admin;
  private final List<Readiness> others;
  private final String version = version();
  private volatile boolean stopping;

  Health(Vertx vertx, String bootstrapServers, List<Readiness> others) {
    this.vertx = vertx;
    this.others = others;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "rtoto-gateway-health",
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
  }

  /** Adds the routes. */
  void mount(Router router) {
    router.get("/livez").handler(c -> answer(c.response(), 200, object().put("live", true)));
    router
        .get("/version")
        .handler(
            c -> answer(c.response(), 200, object().put("name", "rtoto").put("version", version)));
    router
        .get("/readyz")
        .handler(
            c ->
                missing()
                    .onSuccess(missing -> answerReady(c.response(), missing))
                    .onFailure(c::fail));
  }

  /** What is missing, a sentence each; empty when events are taken and decided on. */
  Future<List<String>> missing() {
    if (stopping) {
      return Future.succeededFuture(List.of("The gateway is stopping."));
    }
    Future<List<String>> broker =
        Future.fromCompletionStage(
                admin
                    .describeTopics(
                        TOPICS, new DescribeTopicsOptions().timeoutMs(BROKER_WITHIN_MILLIS))
                    .allTopicNames()
                    .toCompletionStage(),
                vertx.getOrCreateContext())
            .map(found -> List.<String>of())
            .otherwise(failure -> List.of(sentence(failure)));
    Future<List<String>> rest = vertx.executeBlocking(this::missingOfOthers, false);
    return broker.compose(
        ofBroker ->
            rest.map(
                ofOthers -> {
                  List<String> all = new ArrayList<>(ofBroker);
                  all.addAll(ofOthers);
                  return List.copyOf(all);
                }));
  }

  /** From now on the gateway is not ready: whoever sends requests here shall turn elsewhere. */
  void beginStop() {
    stopping = true;
  }

  @Override
  public void close() {
    admin.close(Duration.ofMillis(BROKER_WITHIN_MILLIS));
  }

  private List<String> missingOfOthers() {
    return others.stream().flatMap(other -> other.missing().stream()).toList();
  }

  private static String sentence(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof UnknownTopicOrPartitionException
        ? "The event topics " + TOPICS + " are not all there. Maybe they are being made."
        : "Kafka does not answer within " + BROKER_WITHIN_MILLIS + " ms.";
  }

  private static void answerReady(HttpServerResponse response, List<String> missing) {
    ObjectNode body = object().put("ready", missing.isEmpty());
    missing.forEach(body.putArray("missing")::add);
    answer(response, missing.isEmpty() ? 200 : 503, body);
  }

  private static void answer(HttpServerResponse response, int status, ObjectNode body) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toString());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file = Health.class.getResourceAsStream("/rtoto-gateway.properties")) {
      if (file == null) {
        throw new IllegalStateException("rtoto-gateway.properties is missing in the jar.");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
