package io.rtoto.jobs.whoiswho;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The buyers of CDNOW, live: each of them twice, once whole and once under three names. */
@Tag("real-data")
@ExtendWith(EngageRigExtension.class)
final class CdnowOnAClusterTest {
  private static final int PARTITIONS = 2;

  /** After the last purchase. */
  private static final Instant JOINED = Instant.parse("1998-07-02T00:00:00Z");

  private static final String USER = "\"userId\":\"%s\"";

  /** Weakest first. */
  private static final List<String> NAMES =
      List.of(
          "\"context\":{\"device\":{\"id\":\"device-%s\"}}",
          "\"anonymousId\":\"browser-%s\"", USER);

  private final EngageRig rig;

  CdnowOnAClusterTest(EngageRig rig) {
    this.rig = rig;
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void comeToTheSameWhenSplitInThreeAndJoinedInTheEnd() throws Exception {
    List<String> purchases = purchases();
    Map<String, Integer> bought = new TreeMap<>();
    List<Call> calls = new ArrayList<>();
    List<Call> joins = new ArrayList<>();
    for (String purchase : purchases) {
      String[] values = purchase.strip().split("\\s+", -1);
      int before = bought.merge(values[0], 1, Integer::sum) - 1;
      Instant at =
          LocalDate.parse(values[2], DateTimeFormatter.BASIC_ISO_DATE)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      calls.add(buys("whole-" + values[0], before, USER, at, values[4]));
      calls.add(
          buys("split-" + values[0], before, NAMES.get(before % NAMES.size()), at, values[4]));
    }
    for (String customer : bought.keySet()) {
      joins.add(tells("whole-" + customer, USER));
      joins.add(tells("split-" + customer, String.join(",", NAMES)));
    }

    rig.begin(PARTITIONS);
    rig.startLive(rig.settings(), PARTITIONS);
    rig.write(calls);
    // A purchase that follows an absence waits until time has passed that.
    rig.tick(JOINED);
    rig.awaitRest(rig.settings());
    assertThat(rig.customersNow()).hasSizeGreaterThan(2 * bought.size());
    rig.write(joins);
    rig.tick(JOINED.plus(Duration.ofDays(1)));
    rig.awaitRest(rig.settings());

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertSplitAsWhole(bought.keySet()));
  }

  private void assertSplitAsWhole(Set<String> buyers) {
    Map<String, CustomerSnapshot> customers = new TreeMap<>();
    rig.customersNow().forEach(one -> customers.put(one.customerId(), one));
    assertThat(customers).hasSize(2 * buyers.size());
    for (String buyer : buyers) {
      assertThat(of("split-" + buyer, customers))
          .matches(split -> split.identifiers().size() == NAMES.size())
          .usingRecursiveComparison()
          .ignoringFields("customerId", "identifiers")
          .isEqualTo(of("whole-" + buyer, customers));
    }
    assertThat(customers.values()).anyMatch(one -> !one.openTimers().isEmpty());
  }

  private CustomerSnapshot of(String userId, Map<String, CustomerSnapshot> customers) {
    Pseudonyms pseudonyms = new Pseudonyms(rig.settings().identitySecret());
    String id = pseudonyms.customerId(pseudonyms.identifier(IdentifierType.USER_ID, userId));
    return Objects.requireNonNull(customers.get(id), userId);
  }

  private static Call buys(String who, int number, String names, Instant at, String total) {
    return new Call(
        Topic.ORDERS,
        who,
        "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"%1$s-%2$d\",\"timestamp\":\"%3$s\",%4$s,\"properties\":{\"order_id\":\"%1$s-%2$d\",\"currency\":\"USD\",\"total\":%5$s}}"
            .formatted(who, number, at, names.replace("%s", who), total));
  }

  private static Call tells(String who, String names) {
    return new Call(
        Topic.CLICKSTREAM,
        who,
        "{\"type\":\"identify\",\"channel\":\"server\",\"messageId\":\"%1$s\",\"timestamp\":\"%2$s\",%3$s}"
            .formatted(who, JOINED, names.replace("%s", who)));
  }

  /** Of the public data set, which is no part of the project: skipped where that is missing. */
  private static List<String> purchases() throws IOException {
    String told = System.getenv("RTOTO_DATA");
    Path folder =
        told == null
            ? Path.of(System.getProperty("rtoto.root", ".."), "..", "shared", "data")
            : Path.of(told);
    Path file = folder.resolve("cdnow/sample.txt.gz");
    assumeTrue(Files.exists(file), "The public data sets are not here: " + file);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return in.lines().toList();
    }
  }
}
