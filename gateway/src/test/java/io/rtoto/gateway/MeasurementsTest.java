package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import io.rtoto.schemas.rulebundles.RuleReport.Asking.Took;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of what was measured, and what a page that follows it is told. */
final class MeasurementsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Messages<RuleReport> REPORTS = Messages.of(RuleReport.class);

  @TempDir Path directory;
  private Broker broker;
  private KafkaProducer<String, byte[]> job;
  private Gateway gateway;
  private Sender sender;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.started(directory, 0);
    job = broker.producer();
    gateway = broker.gateway();
    sender = new Sender(gateway);
  }

  @AfterEach
  void stop() {
    gateway.close();
    job.close();
    broker.close();
  }

  @Test
  void answersTheNewestMinutesAsTheTopicTellsThem() throws Exception {
    Measured measured = new Measured(NOON);
    measured.write(job);
    awaitMinutes(Measured.MINUTES);

    JsonNode figures = get("/v1/figures?minutes=1440").path("figures");
    long orders = 0;
    for (JsonNode minute : figures) {
      orders += minute.path("ordered").path("count").asLong();
    }
    assertThat(orders).isEqualTo(measured.sum(one -> one.ordered().count()));
    assertThat(get("/v1/figures?minutes=1").path("figures").findValuesAsText("minute"))
        .containsExactly("2026-11-23T12:00:00Z");
  }

  @Test
  void countsTheNewestMessageOfAMinute() throws Exception {
    new Measured(NOON).write(job);
    new Measured(NOON).write(job);
    awaitMinutes(Measured.MINUTES);
    awaitScorecards(4);

    assertThat(get("/v1/figures?minutes=1440").path("figures")).hasSize(Measured.MINUTES);
    assertThat(get("/v1/scorecards?rule=" + Measured.FREE_DELIVERY).path("scorecards"))
        .extracting(card -> card.path("bundleVersion").asText("*"))
        .containsExactly("*", "4be1a90c77d2aa01");
  }

  @Test
  void forgetsAScorecardThatWasTakenBackAndPassesOverWhatIsNone() throws Exception {
    new Measured(NOON).write(job);
    awaitScorecards(4);
    send(Topic.SCORECARDS, "broken", "{");
    send(Topic.FIGURES, "broken", "{}");
    send(Topic.SCORECARDS, Measured.GIFT + "|*", null);

    awaitScorecards(3);
    assertThat(get("/v1/scorecards?rule=" + Measured.GIFT).path("scorecards")).isEmpty();
  }

  @Test
  void tellsWhatItTakesToAskTheRulesOverAllSubtasksOfTheJobThatToldLast() throws Exception {
    report(new RuleReportOf(2, 3, NOON.minusSeconds(60)), asking(9_000, new Took(9_215, 1)));
    report(new RuleReportOf(0, 2, NOON), asking(300, new Took(159, 1), new Took(223, 1)));
    report(new RuleReportOf(1, 2, NOON.plusSeconds(1)), asking(100, new Took(111, 1)));
    send(Topic.RULE_REPORTS, "broken", "{}");

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(get("/v1/scorecards").path("asked").path(0).path("times").asLong())
                    .isEqualTo(3));
    JsonNode asked = get("/v1/scorecards").path("asked");
    assertThat(asked).hasSize(1);
    assertThat(asked.path(0))
        .isEqualTo(
            JSON.readTree(
                """
                {"bundleVersion": "4be1a90c77d2", "moment": "CartAbandoned",
                 "since": "2026-11-23T11:00:00Z", "times": 3, "averageMicros": 133.33333333333334,
                 "p99Micros": 223}
                """));
    try (LivePage page = LivePage.of(gateway, "/v1/measured")) {
      assertThat(firstFrame(page).path("asked")).isEqualTo(asked);

      report(new RuleReportOf(1, 2, NOON.plusSeconds(6)), asking(200, new Took(111, 2)));
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(page.frames().subList(1, page.frames().size()))
                      .anySatisfy(
                          frame ->
                              assertThat(frame.path("asked").path(0).path("times").asLong())
                                  .isEqualTo(4)));
    }
  }

  @Test
  void refusesANumberOfMinutesThatItCannotHave() throws Exception {
    for (String asked : new String[] {"0", "1441", "many", "-1", ""}) {
      HttpResponse<String> answer = sender.get("/v1/figures?minutes=" + asked);
      assertThat(answer.statusCode()).as(asked).isEqualTo(400);
      assertThat(answer.body()).contains("minutes is " + asked + "; expected a number from 1");
    }
  }

  @Test
  void tellsAPageThatOpensEverythingAndThenWhatChanges() throws Exception {
    new Measured(NOON).write(job);
    awaitMinutes(Measured.MINUTES);
    try (LivePage page = LivePage.of(gateway, "/v1/measured")) {
      JsonNode first = firstFrame(page);
      assertThat(first.path("whole").asBoolean()).isTrue();
      assertThat(first.path("figures")).hasSize(Measured.MINUTES);
      assertThat(first.path("scorecards")).hasSize(4);

      new Measured(NOON.plusSeconds(60)).write(job);
      await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(page.frames().subList(1, page.frames().size()))
                      .anySatisfy(
                          frame -> {
                            assertThat(frame.path("whole").asBoolean()).isFalse();
                            assertThat(frame.path("figures").findValuesAsText("minute"))
                                .contains("2026-11-23T12:01:00Z");
                          }));
    }
  }

  private static Asking asking(long micros, Took... took) {
    return new Asking(
        "CartAbandoned",
        List.of(took).stream().mapToLong(Took::times).sum(),
        micros,
        List.of(took));
  }

  /** Which subtask tells, of how many, and when. */
  private record RuleReportOf(int subtask, int parallelism, Instant at) {}

  private void report(RuleReportOf who, Asking asking) throws Exception {
    RuleReport report =
        new RuleReport(
            who.subtask(),
            who.parallelism(),
            who.at(),
            "4be1a90c77d2",
            8,
            NOON.minusSeconds(3_600),
            asking.times(),
            0,
            0,
            asking.micros(),
            0,
            0,
            "",
            List.of(),
            null,
            null,
            "",
            List.of(asking));
    send(
        Topic.RULE_REPORTS,
        report.key(),
        new String(REPORTS.write(report), StandardCharsets.UTF_8));
  }

  private static JsonNode firstFrame(LivePage page) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> !page.frames().isEmpty());
    return page.frames().get(0);
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = sender.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void send(Topic topic, String key, @Nullable String value) throws Exception {
    job.send(
            new ProducerRecord<>(
                topic.topicName(),
                key,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  private void awaitMinutes(int many) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(get("/v1/figures?minutes=1440").path("figures")).hasSize(many));
  }

  private void awaitScorecards(int many) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(get("/v1/scorecards").path("scorecards")).hasSize(many));
  }
}
