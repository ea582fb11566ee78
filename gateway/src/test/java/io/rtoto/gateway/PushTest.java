package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.gateway.Arrivals.Arrival;
import io.rtoto.gateway.OfferPage.Message;
import io.rtoto.gateway.push.PushSettings;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches the page of whom, and what does not (S7 to S13 of the requirements). */
final class PushTest {
  private static final Broker BROKER = Broker.shared();

  @TempDir Path directory;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  // All tests share a broker, and none meets another's customers.
  private final String test = UUID.randomUUID().toString();
  private final String browser = "browser-" + test;
  private OfferStory story;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    story = opened(new OfferStory(BROKER));
    // Before the gateway: it reads the catalogue back first, and what comes later on both topics in
    // any order.
    story.sells("tea-1", "Green tea").sells("cup-1", "Cup");
    gateway = opened(startGateway());
  }

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void tellsThePageThatIsOpenWhatIsDecided() throws Exception {
    OfferPage page = page(browser);
    story
        .offers(story.visitor(browser), named("gift"))
        .recommends(story.visitor(browser), named("strip"));

    awaitDecisions(page, "gift", "strip");
    Message offer = page.messages().get(0);
    assertThat(offer.event()).isEqualTo("offer");
    assertThat(offer.data().path("kind").asText()).isEqualTo("offer");
    assertThat(offer.data().path("name").asText()).isEqualTo(named("gift"));
    assertThat(offer.data().path("slot").asText()).isEqualTo("offer");
    assertThat(offer.data().path("text").asText()).isEqualTo("A text.");
    assertThat(offer.data().path("purpose").asText()).isEqualTo("marketing");
    assertThat(Instant.parse(offer.data().path("validUntil").asText())).isAfter(Instant.now());
    JsonNode product = page.messages().get(1).data().path("products").get(0);
    assertThat(product.path("names").path("en").asText()).isEqualTo("Green tea");
    assertThat(product.path("price").path("minor").asInt()).isEqualTo(1250);
    assertThat(product.path("because").asText()).isEqualTo("viewed-together");
    assertThat(product.path("ofNames").path("en").asText()).isEqualTo("Cup");
    assertThat(page.messages())
        .as("what rules went by is the shop's own business")
        .noneMatch(message -> message.data().toString().contains("alivePercent"));
  }

  @Test
  void tellsAPageThatComesLaterWhatIsStillOpen() throws Exception {
    story.offers(story.visitor(browser), named("gift"));
    awaitDecisions(page(browser), "gift");
  }

  @Test
  void tellsAllPagesOfACustomerAndNobodyElse() throws Exception {
    story.identifies(story.browser("phone-" + test), story.account(test));
    story.identifies(story.browser("desk-" + test), story.account(test));
    OfferPage phone = page("phone-" + test);
    OfferPage desk = page("desk-" + test);
    OfferPage stranger = page("stranger-" + test);
    story.offers(story.account(test), named("gift"));
    story.offers(story.visitor("stranger-" + test), named("other"));

    awaitDecisions(phone, "gift");
    awaitDecisions(desk, "gift");
    awaitDecisions(stranger, "other");
  }

  @Test
  void takesAnOfferAwayFromTheOtherBrowsersOfACustomerOnceOneHasShownIt() throws Exception {
    String account = story.account(test);
    for (String own : List.of("phone-", "desk-")) {
      story.identifies(story.browser(own + test), account);
    }
    OfferPage phone = page("phone-" + test);
    OfferPage desk = page("desk-" + test);
    story.offers(account, named("gift"));
    story.recommends(account, named("strip"));
    awaitDecisions(phone, "gift", "strip");
    awaitDecisions(desk, "gift", "strip");

    story.tells("Offer Shown", named("strip"), "phone-" + test);
    story.tells("Offer Shown", named("gift"), "phone-" + test);
    story.tells("Offer Shown", named("gift"), "desk-" + test);

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(desk.withdrawn()).containsExactly(OfferStory.decision(named("gift"))));
    story.offers(account, named("more"));
    awaitDecisions(phone, "gift", "strip", "more");
    assertThat(phone.withdrawn()).as("the first that showed it keeps it").isEmpty();
  }

  /** What the job sets aside must not end an offer that for the job is open. */
  @Test
  void keepsAnOfferOfWhichSomethingIsToldThatTheJobSetsAside() throws Exception {
    String account = story.account(test);
    String phone = "phone-" + test;
    story.identifies(story.browser(phone), account).identifies(story.browser(browser), account);
    OfferPage desk = page(browser);
    story.offers(account, named("gift")).offers(account, named("shown"));
    awaitDecisions(desk, "gift", "shown");

    story.tells(OfferStory.told("Offer Undelivered", named("gift"), phone).put("notAllowed", true));
    story.tells(OfferStory.told("Offer Shown", named("gift"), phone).put("keyKind", "robot"));
    story.tells(OfferStory.told("Offer Shown", named("gift"), phone).put("schemaVersion", 2));
    // Read after them, since it is in the same partition.
    story.tells("Offer Shown", named("shown"), phone);

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(desk.withdrawn()).containsExactly(OfferStory.decision(named("shown"))));
    awaitDecisions(page(browser), "gift");
  }

  @Test
  void tellsPagesOnlyWhatIsForPages() throws Exception {
    OfferPage page = page(browser);
    String customer = story.visitor(browser);
    story
        .decides(
            customer, named("mail"), DecisionKind.OFFER, Channel.EMAIL, Duration.ofDays(1), "x")
        .decides(customer, named("held"), DecisionKind.RECORD, null, Duration.ofDays(1), null)
        .decides(customer, named("task"), DecisionKind.TASK, Channel.WEB, Duration.ofDays(1), "x")
        .decides(customer, named("late"), DecisionKind.OFFER, Channel.WEB, Duration.ZERO, "x")
        .offers(customer, named("gift"));

    awaitDecisions(page, "gift");
  }

  @Test
  void countsADecisionThatIsWrittenTwiceAsOne() throws Exception {
    OfferPage page = page(browser);
    String customer = story.visitor(browser);
    story.offers(customer, named("gift")).offers(customer, named("gift"));
    story.offers(customer, named("last"));

    awaitDecisions(page, "gift", "last");
    awaitDecisions(page(browser), "gift", "last");
  }

  @Test
  void givesAnOfferToNoMorePagesOnceAPageHasShownIt() throws Exception {
    String customer = story.visitor(browser);
    OfferPage first = page(browser);
    story.offers(customer, named("shown")).offers(customer, named("dismissed"));
    story.offers(customer, named("gift"));
    awaitDecisions(first, "shown", "dismissed", "gift");

    story.tells("Offer Shown", named("shown")).tells("Offer Dismissed", named("dismissed"));

    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              try (OfferPage second = OfferPage.of(gateway, browser)) {
                awaitDecisions(second, "gift");
              }
            });
  }

  @Test
  void numbersOnlyGrowAndAStreamGoesOnWhereItStood() throws Exception {
    String customer = story.visitor(browser);
    OfferPage page = page(browser);
    story.offers(customer, named("one")).offers(customer, named("two"));
    awaitDecisions(page, "one", "two");
    assertThat(page.ids()).isSorted().doesNotHaveDuplicates();
    page.close();
    story.offers(customer, named("three"));

    awaitDecisions(resumed(browser, page.lastId()), "three");
    awaitDecisions(resumed(browser, page.ids().get(0).toString()), "two", "three");
  }

  @Test
  void goesOnByTheHeaderOfAnEventSource() throws Exception {
    OfferPage page = page(browser);
    story.offers(story.visitor(browser), named("one")).offers(story.visitor(browser), named("two"));
    awaitDecisions(page, "one", "two");

    String token = OfferPage.session(gateway, browser).path("token").asText();
    HttpResponse<InputStream> again =
        OfferPage.open(
            gateway,
            "/v1/offers?lastEventId=0",
            "Authorization",
            "Bearer " + token,
            "Last-Event-ID",
            page.ids().get(0).toString());
    assertThat(firstData(again.body())).contains(OfferStory.decision(named("two")));
  }

  /** S10. */
  @Test
  void givesOnlyOwnOffersToWhoForgesANumber() throws Exception {
    String customer = story.visitor(browser);
    OfferPage page = page(browser);
    story.offers(customer, named("own"));
    awaitDecisions(page, "own");
    OfferPage stranger = page("stranger-" + test);
    story.offers(story.visitor("stranger-" + test), named("other"));
    awaitDecisions(stranger, "other");

    awaitDecisions(resumed("stranger-" + test, page.lastId()), "other");
    for (String forged : List.of("1", "999999999999999999", "-5", "x", "%00", "9".repeat(40))) {
      try (OfferPage forging = OfferPage.resumed(gateway, "stranger-" + test, forged)) {
        awaitDecisions(forging, "other");
      }
    }
  }

  @Test
  void losesNothingThatIsOpenWhenTheGatewayIsStartedAgain() throws Exception {
    String customer = story.visitor(browser);
    OfferPage page = page(browser);
    story.offers(customer, named("shown")).offers(customer, named("had"));
    awaitDecisions(page, "shown", "had");
    story.tells("Offer Shown", named("shown"));
    gateway.close();
    await().atMost(20, TimeUnit.SECONDS).until(page::hasEnded);
    story.offers(customer, named("meanwhile"));
    gateway = opened(startGateway());

    awaitDecisions(resumed(browser, page.lastId()), "meanwhile");
    awaitDecisions(page(browser), "had", "meanwhile");
  }

  @Test
  void followsTheCustomerWhenTwoTurnOutToBeOneAndWhenTheyPart() throws Exception {
    String visitor = story.visitor(browser);
    String account = story.account(test);
    story.offers(account, named("waiting"));
    OfferPage page = page(browser);
    story.offers(visitor, named("visitor"));
    awaitDecisions(page, "visitor");

    story.identifies(story.browser(browser), account).replaces(visitor, account);
    awaitDecisions(page, "visitor", "waiting");
    story.offers(account, named("account"));
    awaitDecisions(page, "visitor", "waiting", "account");
    // Decided before the job knew, and written after.
    story.offers(visitor, named("late"));
    awaitDecisions(page, "visitor", "waiting", "account", "late");
    assertThat(page.ids()).isSorted().doesNotHaveDuplicates();

    story.identifies(story.browser(browser), visitor).knows(visitor, story.browser(browser));
    story.offers(account, named("not-theirs")).offers(visitor, named("theirs"));
    awaitDecisions(page, "visitor", "waiting", "account", "late", "theirs");
  }

  @Test
  void givesWhatAVisitorWasOfferedToTheOtherPagesOfTheirAccount() throws Exception {
    String visitor = story.visitor(browser);
    String account = story.account(test);
    story.identifies(story.browser("phone-" + test), account);
    OfferPage phone = page("phone-" + test);
    OfferPage desk = page(browser);
    story.offers(visitor, named("gift"));
    awaitDecisions(desk, "gift");

    story.identifies(story.browser(browser), account).replaces(visitor, account);

    awaitDecisions(phone, "gift");
  }

  @Test
  void endsTheStreamsOfAnErasedCustomerWithinASecondAndForgetsTheirOffers() throws Exception {
    String customer = story.visitor(browser);
    OfferPage page = page(browser);
    story.offers(customer, named("gift"));
    awaitDecisions(page, "gift");

    story.erases(customer);
    await().atMost(1, TimeUnit.SECONDS).until(() -> page.closedBecause().equals("erased"));
    await().atMost(1, TimeUnit.SECONDS).until(page::hasEnded);

    OfferPage next = page(browser);
    story.offers(customer, named("anew"));
    awaitDecisions(next, "anew");
    gateway.close();
    gateway = opened(startGateway());
    awaitDecisions(page(browser), "anew");
  }

  @Test
  void endsTheStreamsOfABrowserWithinASecondWhenItSignsOut() throws Exception {
    JsonNode session = OfferPage.session(gateway, browser);
    OfferPage page = page(browser);
    OfferPage other = page("other-" + test);
    String bearer = "Bearer " + session.path("token").asText();

    Sender sender = new Sender(gateway);
    assertThat(
            sender
                .send(
                    sender
                        .to("/v1/session/end")
                        .header("Authorization", bearer)
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(204);

    await().atMost(1, TimeUnit.SECONDS).until(() -> page.closedBecause().equals("signed_out"));
    await().atMost(1, TimeUnit.SECONDS).until(page::hasEnded);
    assertThat(OfferPage.open(gateway, "/v1/offers", "Authorization", bearer).statusCode())
        .isEqualTo(401);
    assertThat(
            OfferPage.open(gateway, "/v1/offers?ticket=" + session.path("ticket").asText())
                .statusCode())
        .isEqualTo(401);
    assertThat(other.hasEnded()).isFalse();
  }

  @Test
  void endsAStreamThatWasOpenForTooLong() throws Exception {
    OfferPage page = page(browser);
    pass(Duration.ofMinutes(36));
    await().atMost(20, TimeUnit.SECONDS).until(() -> page.closedBecause().equals("expired"));
    await().atMost(5, TimeUnit.SECONDS).until(page::hasEnded);
  }

  @Test
  void tellsThatAnOfferWasUndeliveredWhenNoPageWasThereInItsTime() throws Exception {
    String customer = story.visitor(browser);
    story.knows(customer, story.browser(browser)).offers(customer, named("gift"));
    // Once this page has what came after it, the gateway has the offer.
    OfferPage page = page("stranger-" + test);
    story.offers(story.visitor("stranger-" + test), named("other"));
    awaitDecisions(page, "other");
    try (Arrivals arrivals = Arrivals.from(BROKER)) {
      pass(Duration.ofHours(25));

      JsonNode call = awaitOutcome(arrivals, "gift");
      assertThat(call.path("event").asText()).isEqualTo("Offer Undelivered");
      assertThat(call.path("messageId").asText())
          .isEqualTo(OfferStory.decision(named("gift")) + ":undelivered");
      assertThat(call.path("rtotoIdentifier").path("type").asText()).isEqualTo("anonymousId");
      assertThat(call.path("rtotoIdentifier").path("hash").asText())
          .isEqualTo(story.browser(browser).hash());
      assertThat(call.path("properties").path("slot").asText()).isEqualTo("offer");
    }
    assertThat(page(browser).decisions()).isEmpty();
    await()
        .atMost(5, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(figure("offers_ran_out_total{outcome=\"undelivered\"}")).isPositive());
  }

  private double figure(String name) throws Exception {
    return Sender.ofOperators(gateway)
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("rtoto_push_" + name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void tellsThatAnOfferExpiredWhenAPageHadItAndToldNothing() throws Exception {
    String customer = story.visitor(browser);
    OfferPage page = page(browser);
    story.knows(customer, story.browser(browser)).offers(customer, named("gift"));
    story.offers(customer, named("shown"));
    awaitDecisions(page, "gift", "shown");
    story.tells("Offer Shown", named("shown"));
    try (Arrivals arrivals = Arrivals.from(BROKER)) {
      pass(Duration.ofHours(25));

      assertThat(awaitOutcome(arrivals, "gift").path("event").asText()).isEqualTo("Offer Expired");
      assertThat(arrivals.soFar())
          .noneMatch(arrival -> arrival.text().contains(OfferStory.decision(named("shown"))));
    }
  }

  @Test
  void tellsTheSameAsAnotherGatewayOfAnOfferThatNoneDelivered() throws Exception {
    opened(startGateway());
    String customer = story.visitor(browser);
    story.knows(customer, story.browser(browser)).offers(customer, named("gift"));
    try (Arrivals arrivals = Arrivals.from(BROKER)) {
      pass(Duration.ofHours(25));

      List<String> told = new ArrayList<>();
      told.add(awaitOutcome(arrivals, "gift").toString());
      arrivals.soFar().stream()
          .map(Arrival::text)
          .filter(text -> text.contains(OfferStory.decision(named("gift"))))
          .forEach(told::add);
      assertThat(new HashSet<>(told)).hasSize(1);
    }
  }

  /** S7: a ticket is good once, and for 30 seconds. */
  @Test
  void takesATicketOnceAndInTime() throws Exception {
    String used = OfferPage.session(gateway, browser).path("ticket").asText();
    assertThat(statusOf("/v1/offers?ticket=" + used)).isEqualTo(200);
    assertThat(statusOf("/v1/offers?ticket=" + used)).isEqualTo(401);
    JsonNode session = OfferPage.session(gateway, browser);
    assertThat(statusOf("/v1/offers?ticket=" + session.path("token").asText())).isEqualTo(401);
    assertThat(statusOf("/v1/offers?ticket=x.y.z")).isEqualTo(401);
    assertThat(statusOf("/v1/offers")).isEqualTo(401);

    pass(Duration.ofSeconds(31));
    assertThat(statusOf("/v1/offers?ticket=" + session.path("ticket").asText())).isEqualTo(401);
    String bearer = "Bearer " + session.path("token").asText();
    assertThat(statusOf("/v1/offers", "Authorization", bearer)).isEqualTo(200);
    pass(Duration.ofMinutes(15));
    assertThat(statusOf("/v1/offers", "Authorization", bearer)).isEqualTo(401);
  }

  /** S8. */
  @Test
  void tellsInTheTokenWhoseItIsAndNoName() throws Exception {
    String token = OfferPage.session(gateway, browser).path("token").asText();
    String claims =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    assertThat(claims)
        .contains(
            "\"tenant\":",
            "\"sid\":",
            "\"customer\":\"" + story.visitor(browser) + "\"",
            "\"deviceId\":\"" + story.browser(browser).hash() + "\"",
            "\"origin\":",
            "\"aud\":\"sse\"",
            "\"exp\":",
            "\"jti\":")
        .doesNotContain(browser);
  }

  /** S9: nothing but the token says whose the stream is. */
  @Test
  void takesTheCustomerFromTheTokenOnly() throws Exception {
    String victim = story.visitor("victim-" + test);
    story.offers(victim, named("theirs")).offers(story.visitor(browser), named("own"));
    String ticket = OfferPage.session(gateway, browser).path("ticket").asText();

    HttpResponse<InputStream> answer =
        OfferPage.open(
            gateway,
            "/v1/offers?ticket="
                + ticket
                + "&customer="
                + victim
                + "&customerId="
                + victim
                + "&anonymousId=victim-"
                + test);
    assertThat(firstData(answer.body())).contains(OfferStory.decision(named("own")));
  }

  /** S11: three streams of a browser, six of a customer. */
  @Test
  void opensNoMoreStreamsThanThereMayBe() throws Exception {
    for (int i = 0; i < 3; i++) {
      page(browser);
    }
    HttpResponse<InputStream> fourth =
        OfferPage.open(
            gateway,
            "/v1/offers?ticket=" + OfferPage.session(gateway, browser).path("ticket").asText());
    assertThat(fourth.statusCode()).isEqualTo(429);
    assertThat(fourth.headers().firstValue("Retry-After")).contains("15");
    String account = story.account(test);
    for (int i = 0; i < 7; i++) {
      story.identifies(story.browser(i + test), account);
    }
    OfferPage first = page("0" + test);
    story.offers(account, named("gift"));
    awaitDecisions(first, "gift");
    for (int i = 1; i < 6; i++) {
      awaitDecisions(page(i + test), "gift");
    }
    // Once it is known whose the browser is.
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                statusOf(
                        "/v1/offers?ticket="
                            + OfferPage.session(gateway, "6" + test).path("ticket").asText())
                    == 429);
    first.close();
    // A stream that is gone is noticed when it is written to.
    story.offers(account, named("more")).offers(account, named("and-more"));
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                statusOf(
                        "/v1/offers?ticket="
                            + OfferPage.session(gateway, "6" + test).path("ticket").asText())
                    == 200);
  }

  /** S12. */
  @Test
  void opensAStreamOnlyForThePageThatTheSessionIsOf() throws Exception {
    Sender sender = new Sender(gateway);
    HttpResponse<String> answer = session(sender, "https://shop.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://shop.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    String bearer = "Bearer " + token(answer);

    HttpResponse<String> evil =
        sender.send(
            sender
                .to("/v1/offers")
                .header("Authorization", bearer)
                .header("Origin", "https://evil.example"));
    assertThat(evil.statusCode()).isEqualTo(403);
    assertThat(evil.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(statusOf("/v1/offers", "Authorization", bearer)).isEqualTo(403);
    assertThat(statusOf("/v1/offers", "Authorization", bearer, "Origin", "https://shop.example"))
        .isEqualTo(200);
    String own = "Bearer " + token(session(sender, "http://127.0.0.1:" + gateway.port()));
    assertThat(statusOf("/v1/offers", "Authorization", own))
        .as("a browser tells no origin when it asks its own")
        .isEqualTo(200);
  }

  /** S13. */
  @Test
  void keepsWhatTextsHoldFromBecomingMessages() throws Exception {
    String hostile = "a\n\nid: 7\nevent: close\ndata: {\"reason\":\"erased\"}\r\r\u2028\u0085\n\n";
    OfferPage page = page(browser);
    story.decides(
        story.visitor(browser),
        named("gift"),
        DecisionKind.OFFER,
        Channel.WEB,
        Duration.ofDays(1),
        hostile);

    awaitDecisions(page, "gift");
    assertThat(page.messages()).hasSize(1);
    assertThat(page.messages().get(0).data().path("text").asText()).isEqualTo(hostile);
  }

  @Test
  void keepsNothingWaitingForAPageThatDoesNotReadAndTellsItWhatIsOpenWhenItDoes() throws Exception {
    String ticket = OfferPage.session(gateway, browser).path("ticket").asText();
    String customer = story.visitor(browser);
    OfferPage reading = page("reading-" + test);
    try (Socket stuck = stuckPage("/v1/offers?ticket=" + ticket)) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stuck.getInputStream(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).contains("200");
      // More than buffers on the way hold.
      String text = "x".repeat(500_000);
      for (int i = 0; i < 60; i++) {
        story.decides(
            customer, named("o" + i), DecisionKind.OFFER, Channel.WEB, Duration.ofDays(1), text);
      }
      story.offers(story.visitor("reading-" + test), named("other"));
      awaitDecisions(reading, "other");

      List<String> got = new ArrayList<>();
      while (!got.contains(OfferStory.decision(named("o59")))) {
        String line = lines.readLine();
        if (line.startsWith("data: ")) {
          got.add(line.replaceAll(".*\"decisionId\":\"([0-9a-f]+)\".*", "$1"));
        }
      }
      assertThat(got).doesNotHaveDuplicates().hasSizeBetween(20, 59);
      assertThat(got)
          .as("the newest twenty, which are kept, all came")
          .containsAll(
              IntStream.range(40, 60).mapToObj(i -> OfferStory.decision(named("o" + i))).toList());
    }
  }

  @Test
  void takesSessionsOfAnotherGatewayThatHasTheSameKeys() throws Exception {
    Path keys = directory.resolve("session-keys.json");
    Gateway one = opened(startGateway(PushSettings.DEFAULTS.withSessionKeys(keys)));
    Gateway other = opened(startGateway(PushSettings.DEFAULTS.withSessionKeys(keys)));
    story.offers(story.visitor(browser), named("gift"));

    String ticket = OfferPage.session(one, browser).path("ticket").asText();
    assertThat(firstData(OfferPage.open(other, "/v1/offers?ticket=" + ticket).body()))
        .contains(OfferStory.decision(named("gift")));
    assertThat(OfferPage.open(gateway, "/v1/offers?ticket=" + ticket).statusCode()).isEqualTo(401);
  }

  @Test
  void tellsWhyItOpensNoSession() throws Exception {
    Sender sender = new Sender(gateway);
    assertThat(sender.post("/v1/session", "{").statusCode()).isEqualTo(400);
    assertThat(sender.post("/v1/session", "{}").body()).contains("anonymousId names nobody");
    assertThat(sender.post("/v1/session", "{\"anonymousId\":\"undefined\"}").statusCode())
        .isEqualTo(400);
    assertThat(sender.post("/v1/session", "\"" + "x".repeat(9_000) + "\"").statusCode())
        .isEqualTo(413);
    assertThat(sender.post("/v1/session", "{\"anonymousId\":\"a\",\"proof\":\"x.y.z\"}").body())
        .contains("The proof proves nothing");
    assertThat(
            sender
                .send(
                    sender
                        .to("/v1/session")
                        .POST(
                            BodyPublishers.ofString("{\"anonymousId\":\"a\",\"writeKey\":\"no\"}")))
                .body())
        .contains("write key is not known");
    assertThat(
            sender
                .send(
                    sender
                        .to("/v1/session")
                        .POST(
                            BodyPublishers.ofString(
                                "{\"anonymousId\":\"a\",\"writeKey\":\"demo\"}")))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void beatsWhileNothingHappens() throws Exception {
    String ticket = OfferPage.session(gateway, browser).path("ticket").asText();
    HttpResponse<InputStream> answer = OfferPage.open(gateway, "/v1/offers?ticket=" + ticket);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      Instant begun = Instant.now();
      // At once, so that proxies pass the head on; then every 15 s.
      for (int beats = 0; beats < 2; ) {
        beats += lines.readLine().startsWith(": beat") ? 1 : 0;
      }
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(17));
    }
  }

  private Gateway startGateway() throws IOException {
    return startGateway(PushSettings.DEFAULTS);
  }

  private Gateway startGateway(PushSettings push) throws IOException {
    InstantSource clock = () -> Instant.now().plus(ahead.get());
    return Gateway.start(
        GatewaySettings.defaults(BROKER.bootstrapServers())
            .listeningOn("127.0.0.1", 0)
            .withPush(push)
            .withClock(clock));
  }

  private void pass(Duration time) {
    ahead.updateAndGet(before -> before.plus(time));
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.push(closeable);
    return closeable;
  }

  private OfferPage page(String anonymousId) throws Exception {
    return opened(OfferPage.of(gateway, anonymousId));
  }

  private OfferPage resumed(String anonymousId, @Nullable String lastId) throws Exception {
    return opened(OfferPage.resumed(gateway, anonymousId, lastId));
  }

  /** The name of an offer of this test. */
  private String named(String name) {
    return name + "-" + test;
  }

  /** Waits until the page has these, once each, in their order, and no others. */
  private void awaitDecisions(OfferPage page, String... names) {
    List<String> expected =
        List.of(names).stream().map(name -> OfferStory.decision(named(name))).toList();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(page.decisions()).containsExactlyElementsOf(expected));
  }

  private JsonNode awaitOutcome(Arrivals arrivals, String name) {
    String decision = OfferStory.decision(named(name));
    List<JsonNode> found = new ArrayList<>();
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () -> {
              arrivals.soFar().stream()
                  .filter(arrival -> arrival.topic() == Topic.INTERACTIONS)
                  .map(Arrival::json)
                  .filter(
                      call -> call.path("properties").path("decisionId").asText().equals(decision))
                  .forEach(found::add);
              return !found.isEmpty();
            });
    return found.get(0);
  }

  private int statusOf(String path, String... headers) throws Exception {
    HttpResponse<InputStream> answer = OfferPage.open(gateway, path, headers);
    answer.body().close();
    return answer.statusCode();
  }

  private HttpResponse<String> session(Sender sender, String origin) throws Exception {
    return sender.send(
        sender
            .to("/v1/session")
            .header("Authorization", Sender.basic("demo:"))
            .header("Origin", origin)
            .POST(BodyPublishers.ofString("{\"anonymousId\":\"" + browser + "\"}")));
  }

  private static String token(HttpResponse<String> session) {
    return session.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
  }

  private static String firstData(InputStream stream) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          return line;
        }
      }
    }
    throw new AssertionError("The stream ended before it told anything.");
  }

  private Socket stuckPage(String path) throws IOException {
    Socket stuck = new Socket();
    stuck.setReceiveBufferSize(1024);
    stuck.setSoTimeout(20_000);
    stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
    stuck
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return stuck;
  }
}
