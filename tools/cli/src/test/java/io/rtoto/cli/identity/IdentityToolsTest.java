package io.rtoto.cli.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.EngageTuning;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real broker, and the real job, which goes on through all tests: each has people of its own. */
final class IdentityToolsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private static Path folder;
  private static LocalKafka kafka;
  private static LocalFlink flink;
  private static EngageSettings settings;

  @BeforeAll
  static void start() throws Exception {
    kafka = LocalKafka.start(folder.resolve("kafka"), 0);
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(2);
    }
    settings = EngageSettings.defaults(kafka.bootstrapServers());
    flink =
        LocalFlink.start(
            folder.resolve("flink"), 2, 128, Map.of("execution.checkpointing.interval", "500ms"));
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(EngageTuning.configuration());
    environment.setParallelism(2);
    EngageJob.assemble(environment, settings);
    flink.submit(environment, "engage", null);
  }

  @AfterAll
  static void stop() throws IOException {
    flink.close();
    kafka.close();
  }

  @Test
  void tellsWhyTwoAreOneAndPartsThemWithTheirOwnHistories() throws IOException {
    sisters("anna", "browser-1");

    String joined = awaitShown("userId:anna", "events: 3", "Links");
    String anna = customerId("anna");
    assertThat(joined.lines().findFirst()).hasValue("Customer " + anna);
    assertThat(joined)
        .contains(key("anna"), browser("browser-1"), "was of " + visitorId("browser-1"))
        .containsPattern(
            "Links\\R  "
                + key("anna")
                + " and "
                + browser("browser-1")
                + "\\R    proven by event [0-9a-f]{32} on clickstream, 2026-11-23T12:00:00Z");
    assertThat(succeed("show", visitorId("browser-1"))).startsWith("Customer " + anna);

    String cut =
        succeed(
            "cut",
            "userId:anna",
            "anonymousId:browser-1",
            "--why=They are sisters.",
            "--author=support");
    assertThat(cut)
        .contains("The link is cut.", "is of " + anna, "is of " + visitorId("browser-1"));

    assertThat(awaitShown("userId:anna", "events: 2", "by support"))
        .contains("cut " + browser("browser-1") + " and " + key("anna"))
        .contains("by support: They are sisters.")
        .doesNotContain("Links");
    assertThat(awaitShown("anonymousId:browser-1", "events: 1", "was of " + anna))
        .startsWith("Customer " + visitorId("browser-1"))
        .contains("was of " + anna);
    assertThat(
            succeed("merge-history", "userId:anna")
                .lines()
                .map(line -> line.replaceFirst("^\\S+Z", "")))
        .satisfiesExactly(
            line ->
                assertThat(line).isEqualTo("  " + visitorId("browser-1") + " merged into " + anna),
            line -> assertThat(line).isEqualTo("    moved: " + browser("browser-1")),
            line ->
                assertThat(line)
                    .contains(
                        "over: " + browser("browser-1") + " and " + key("anna"), "proven by event"),
            line -> assertThat(line).contains("order ", ": cut ", "by support: They are sisters."),
            line ->
                assertThat(line)
                    .contains(visitorId("browser-1") + " parted from " + anna + ", by order "),
            line -> assertThat(line).isEqualTo("    moved: " + browser("browser-1")));

    assertThat(succeed("cut", "anonymousId:browser-1", "userId:anna", "--why=again", "--force"))
        .containsPattern(
            "Nothing was ordered: in force since \\S+Z is order \\d+, cut "
                + browser("browser-1")
                + " and "
                + key("anna")
                + ", by support: They are sisters\\.")
        .contains("is of " + anna, "is of " + visitorId("browser-1"));
    assertThat(succeed("merge-history", "userId:anna")).doesNotContain("again");
    assertThat(fail("cut", "userId:anna", "anonymousId:browser-98", "--why=again"))
        .contains("No link is known", "--force");
  }

  @Test
  void tellsThatTheTwoStayOneWhereOtherLinksJoinThem() throws IOException {
    String email = "\"context\":{\"traits\":{\"email\":\"frida@shop.example\"}}";
    write("frida", "\"userId\":\"frida\",\"anonymousId\":\"browser-5\"", "m1");
    write("frida", "\"userId\":\"frida\"," + email, "m2");
    write("frida", "\"anonymousId\":\"browser-5\"," + email, "m3");
    awaitShown("userId:frida", "events: 3", "Links");

    assertThat(succeed("cut", "userId:frida", "anonymousId:browser-5", "--why=not hers"))
        .contains("Both still are of " + customerId("frida") + ", by other links:")
        .containsPattern(
            "  "
                + key("frida")
                + " and email:\\w+\\R    proven by event \\w+ on clickstream, \\S+Z\\R"
                + "  email:\\w+ and "
                + browser("browser-5")
                + "\\R    proven by event");
  }

  @Test
  void blocksANameThatLinksStrangers() throws IOException {
    sisters("berta", "browser-2");
    awaitShown("userId:berta", "events: 3", "Links");

    assertThat(succeed("block", "anonymousId:browser-2", "--why=a kiosk"))
        .contains(
            browser("browser-2") + " links nobody any more. It is of " + visitorId("browser-2"));

    assertThat(succeed("block", "anonymousId:browser-2", "--why=again", "--wait=PT0S"))
        .startsWith("Nothing was ordered: in force since ")
        .contains("block " + browser("browser-2"), ": a kiosk")
        .doesNotContain("It is ordered", "again");

    assertThat(fail("block", "anonymousId:browser-99", "--why=a kiosk"))
        .contains("Nothing is known of anonymousId:browser-99 (" + browser("browser-99"));
    assertThat(succeed("block", "anonymousId:browser-99", "--why=a kiosk", "--force"))
        .contains("links nobody any more");
    assertThat(succeed("merge-history"))
        .contains("block " + browser("browser-99"), "block " + browser("browser-2"));
  }

  /** An address that came beside a user id only: no event is its own. */
  @Test
  void tellsOfWhomABlockedNameWasThatHasNothingOfItsOwn() throws IOException {
    String names = "\"userId\":\"emma\",\"context\":{\"traits\":{\"email\":\"team@shop.example\"}}";
    write("emma", names, "m1");
    awaitShown("userId:emma", "Links");

    succeed("block", "email:team@shop.example", "--why=a team's");

    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                run("show", "email:team@shop.example")
                    .told
                    .contains("no event is known. It was of " + customerId("emma")));
    assertThat(succeed("merge-history", "email:team@shop.example"))
        .contains("parted from " + customerId("emma"), ": block email:");
  }

  @Test
  void erasesACustomerOnlyWhenItIsMeant() throws IOException {
    sisters("carla", "browser-3");
    awaitShown("userId:carla", "events: 3", "Links", "was of " + visitorId("browser-3"));

    assertThat(fail("erase", customerId("carla"), "--why=asked for"))
        .contains("would erase, for good", key("carla"), browser("browser-3"), "--yes");
    awaitShown("userId:carla", "events: 3");

    assertThat(succeed("erase", customerId("carla"), "--why=asked for", "--yes"))
        .contains(key("carla") + " is erased.", browser("browser-3") + " is erased.");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> run("show", "userId:carla").told.contains("Nothing is known of"));
    assertThat(succeed("merge-history", customerId("carla")))
        .contains(
            visitorId("browser-3") + " merged into " + customerId("carla"),
            "erase " + key("carla"),
            "erase " + browser("browser-3"));
    assertThat(succeed("merge-history", "c0123456789abcdef0123"))
        .contains("Maybe c0123456789abcdef0123 is misspelled.");
  }

  /** Here, one who is told to be hers, and of whom it is not told yet that they have come. */
  @Test
  void erasesNobodyAsLongAsItIsNotSettledWhoIsOfTheCustomer() throws IOException {
    sisters("greta", "browser-6");
    awaitShown("userId:greta", "events: 3", "Links", "was of " + visitorId("browser-6"));
    JsonMapper json = new JsonMapper();
    JsonNode told = json.readTree(succeed("show", "userId:greta", "--format=json"));
    ObjectNode greta = (ObjectNode) told.path("customer");
    String comes = browser("browser-7").substring("anonymousId:".length());
    greta.withArray("identifiers").addObject().put("type", "anonymousId").put("hash", comes);
    try (Publisher publisher = new Publisher(kafka.bootstrapServers())) {
      publisher.send(Topic.CUSTOMERS, customerId("greta"), json.writeValueAsBytes(greta));
      publisher.flush();
    }

    assertThat(fail("erase", customerId("greta"), "--why=asked for", "--yes"))
        .contains("Who is of " + customerId("greta") + " is not settled yet, and nothing was");
    assertThat(succeed("merge-history", "userId:greta")).doesNotContain("erase");
  }

  @Test
  void writesJsonForPrograms() throws IOException {
    sisters("doris", "browser-4");
    awaitShown("userId:doris", "events: 3", "Links");
    JsonMapper json = new JsonMapper();

    JsonNode account = json.readTree(succeed("show", "userId:doris", "--format=json"));
    assertThat(account.at("/customer/customerId").asText()).isEqualTo(customerId("doris"));
    assertThat(account.at("/identifiers/0/links/0/evidence/proven").asBoolean()).isTrue();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> run("merge-history", "userId:doris").told.contains("merged into"));
    List<String> entries =
        succeed("merge-history", "userId:doris", "--format=json").lines().toList();
    assertThat(entries).hasSize(1);
    assertThat(json.readTree(entries.get(0)).path("entry").asText()).isEqualTo("IdentifierMoved");
  }

  @Test
  void tellsWhoseNameIsUnknownAndWhatIsNoName() {
    assertThat(fail("show", "userId:nobody-knows")).contains("Nothing is known of userId:");
    assertThat(fail("show", "c0123456789abcdef0123"))
        .contains("No customer is known as c0123456789abcdef0123");
    assertThat(fail("show", "anna")).contains("anna is no identifier");
  }

  /** A visit, a visit after logging in elsewhere, and one that tells both names. */
  private static void sisters(String userId, String browser) throws IOException {
    write(browser, "\"anonymousId\":\"" + browser + "\"", "m1");
    write(userId, "\"userId\":\"" + userId + "\"", "m2");
    write(userId, "\"userId\":\"" + userId + "\",\"anonymousId\":\"" + browser + "\"", "m3");
  }

  private static void write(String key, String names, String messageId) throws IOException {
    String call =
        String.format(
            "{\"type\":\"page\",\"name\":\"home\",\"channel\":\"server\",%s,"
                + "\"messageId\":\"%s\",\"timestamp\":\"%s\"}",
            names, messageId, NOON);
    try (Publisher publisher = new Publisher(kafka.bootstrapServers())) {
      publisher.send(Topic.CLICKSTREAM, key, call.getBytes(UTF_8));
      publisher.flush();
    }
  }

  /** All of that: what is told of customers comes at once, why they are one at a checkpoint. */
  private static String awaitShown(String who, String... parts) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Stream.of(parts).allMatch(run("show", who).told::contains));
    return run("show", who).told;
  }

  private static String key(String userId) {
    return pseudonyms().identifier(IdentifierType.USER_ID, userId).key();
  }

  private static String browser(String anonymousId) {
    return pseudonyms().identifier(IdentifierType.ANONYMOUS_ID, anonymousId).key();
  }

  private static String customerId(String userId) {
    return pseudonyms().customerId(pseudonyms().identifier(IdentifierType.USER_ID, userId));
  }

  private static String visitorId(String anonymousId) {
    return pseudonyms()
        .customerId(pseudonyms().identifier(IdentifierType.ANONYMOUS_ID, anonymousId));
  }

  private static Pseudonyms pseudonyms() {
    return new Pseudonyms(settings.identitySecret());
  }

  private static String succeed(String... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.exitCode).as(ran.told).isZero();
    return ran.told;
  }

  private static String fail(String... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.exitCode).as(ran.told).isEqualTo(1);
    return ran.told;
  }

  private record Ran(int exitCode, String told) {}

  private static Ran run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--kafka=" + kafka.bootstrapServers());
    StringWriter told = new StringWriter();
    PrintWriter writer = new PrintWriter(told, true);
    CommandLine command = new CommandLine(new IdentityTools());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          writer.println(failure.getMessage());
          return 1;
        });
    int exitCode = command.setOut(writer).setErr(writer).execute(all.toArray(new String[0]));
    return new Ran(exitCode, told.toString());
  }
}
