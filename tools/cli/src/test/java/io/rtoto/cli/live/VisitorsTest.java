package io.rtoto.cli.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.rtoto.browser.Chromium;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.jobs.settings.Patience;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that {@code up} starts, and visitors of its demo shop in real browsers. */
@Tag("browser")
final class VisitorsTest {
  private static final Duration CART_IDLE_AFTER = Duration.ofSeconds(3);
  private static final Duration AT_MOST = Duration.ofMinutes(1);
  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout((double) AT_MOST.toMillis());
  private static final Page.WaitForConditionOptions IN_TIME =
      new Page.WaitForConditionOptions().setTimeout((double) AT_MOST.toMillis());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  @TempDir private static Path folder;
  private static UpLife up;
  private static GatewayBeside gateway;
  private static Chromium chromium;

  private final List<BrowserContext> visitors = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    up = opened(new UpLife(settings()));
    chromium = opened(Chromium.start());
    up.awaitLine("Ready\\.");
    gateway = opened(GatewayBeside.start(folder.resolve("data"), up.kafka()));
  }

  @AfterAll
  static void stop() throws Exception {
    while (!OPEN.isEmpty()) {
      OPEN.pop().close();
    }
  }

  @AfterEach
  void leave() {
    visitors.forEach(BrowserContext::close);
  }

  @Test
  void seeTheirCartsRescuedWithoutReloadInOneTabAndNobodyElses() throws Exception {
    BrowserContext anna = at(chromium.visitor(ColorScheme.LIGHT));
    Page first = enter(anna);
    Page second = anna.newPage();
    second.navigate(gateway.at("/shop/?lang=en"));
    // It waits for the other tab's stream to end: so it hears what that one hears.
    second.waitForFunction(
        "async () => (await navigator.locks.query()).pending.some(one =>"
            + " one.name.startsWith('rtoto:'))");
    Page stranger = enter(at(chromium.visitor(ColorScheme.LIGHT)));
    putsAJacketIntoTheCart(first);

    first.waitForCondition(() -> offer(first).count() + offer(second).count() == 1, IN_TIME);
    awaitShown(first, 1);
    Chromium.keep(first, "up-rescue-first-tab");
    Chromium.keep(second, "up-rescue-second-tab");
    assertThat(offer(first).count() + offer(second).count()).isEqualTo(1);
    assertThat(offer(stranger)).hasCount(0);
    assertThat(first.evaluate("window.wasHere")).isEqualTo(true);

    putsAJacketIntoTheCart(stranger);
    assertThat(offer(stranger)).isVisible(SOON);
    awaitShown(stranger, 1);
    assertThat(offer(stranger)).hasCount(1);
    assertThat(shownTo(anonymousId(stranger)))
        .doesNotContainAnyElementsOf(shownTo(anonymousId(first)));
    assertThat(errors).isEmpty();
  }

  @Test
  void getWhatWasDecidedWhileTheirGatewayLayDeadOnceItIsBack() throws Exception {
    Page page = enter(at(chromium.visitorWithPhone()));
    putsAJacketIntoTheCart(page);
    gateway.kill();
    String anonymousId = anonymousId(page);
    await().atMost(AT_MOST).untilAsserted(() -> assertThat(offersFor(anonymousId)).hasSize(1));
    assertThat(offer(page)).hasCount(0);
    gateway.startAgain();

    assertThat(offer(page)).isVisible(SOON);
    awaitShown(page, 1);
    Chromium.keep(page, "up-rescue-after-restart");
    assertThat(offer(page)).hasCount(1);
    assertThat(shownTo(anonymousId)).isEqualTo(offersFor(anonymousId));
    assertThat(page.evaluate("window.wasHere")).isEqualTo(true);
    assertThat(errors).isEmpty();
  }

  @Test
  void areFollowedToTheirOtherBrowserWhenTheySignInThere() throws Exception {
    BrowserContext phone = at(chromium.visitor(ColorScheme.LIGHT));
    Page desk = enter(at(chromium.visitor(ColorScheme.DARK)));
    Page away = enter(phone);
    signsIn(away, "Dora");
    putsAJacketIntoTheCart(away);
    visitors.remove(phone);
    phone.close();
    signsIn(desk, "Dora");

    // Nothing lies in the cart that this browser filled.
    assertThat(offer(desk)).isVisible(SOON);
    awaitShown(desk, 1);
    Chromium.keep(desk, "up-rescue-after-sign-in");
    assertThat(offer(desk)).hasCount(1);
    assertThat(errors).isEmpty();
  }

  private static <T extends AutoCloseable> T opened(T one) {
    OPEN.push(one);
    return one;
  }

  private BrowserContext at(BrowserContext visitor) {
    visitors.add(visitor);
    return visitor;
  }

  /** Once it asks for its stream, everything has loaded. */
  private Page enter(BrowserContext visitor) {
    Page page = visitor.newPage();
    page.onPageError(errors::add);
    page.waitForRequest("**/v1/offers*", () -> page.navigate(gateway.at("/shop/?lang=en")));
    page.evaluate("window.wasHere = true");
    return page;
  }

  /** Of all that is sold, jackets are worth free delivery and no voucher. */
  private static void putsAJacketIntoTheCart(Page page) {
    page.getByRole(AriaRole.LINK, named("Jackets").setExact(true)).click();
    page.locator(".card:not(:has(.out))").first().click();
    page.waitForResponse(
        answer ->
            answer.ok()
                && answer.request().method().equals("POST")
                && String.valueOf(answer.request().postData()).contains("Product Added"),
        () -> page.getByRole(AriaRole.BUTTON, named("Add to cart")).click());
  }

  private static void signsIn(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    page.getByLabel("Your name").fill(name);
    page.waitForResponse(
        answer ->
            answer.ok() && String.valueOf(answer.request().postData()).contains("\"identify\""),
        () ->
            page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click());
  }

  private static Locator offer(Page page) {
    return page.getByRole(AriaRole.REGION, named("For you").setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** To be asked for on this thread only. */
  private static String anonymousId(Page page) {
    return (String) page.evaluate("window.analytics.user().anonymousId()");
  }

  /** Offers that were decided for that visitor. */
  private static Set<String> offersFor(String anonymousId) throws IOException {
    Pseudonyms pseudonyms = new Pseudonyms("rtoto-local");
    String customerId =
        pseudonyms.customerId(pseudonyms.identifier(IdentifierType.ANONYMOUS_ID, anonymousId));
    Messages<Decision> decisions = Messages.of(Decision.class);
    Set<String> ids = new HashSet<>();
    try (TopicReader reader = new TopicReader(up.kafka())) {
      reader.readAll(
          Topic.DECISIONS,
          message -> {
            Decision decision = decisions.read(message.value());
            if (decision.kind() == DecisionKind.OFFER && decision.customerId().equals(customerId)) {
              ids.add(decision.decisionId());
            }
          });
    }
    return ids;
  }

  /** Offers that this browser has told that it has shown. */
  private static Set<String> shownTo(String anonymousId) throws IOException {
    Set<String> ids = new HashSet<>();
    try (TopicReader reader = new TopicReader(up.kafka())) {
      reader.readAll(
          Topic.INTERACTIONS,
          message -> {
            // A tick has no value.
            JsonNode call = JSON.readTree(message.value() == null ? new byte[0] : message.value());
            if (call.path("event").asText().equals("Offer Shown")
                && call.path("anonymousId").asText().equals(anonymousId)
                && call.at("/properties/slot").asText().equals("offer")) {
              ids.add(call.at("/properties/decisionId").asText());
            }
          });
    }
    return ids;
  }

  private static void awaitShown(Page page, int offers) {
    String anonymousId = anonymousId(page);
    await().atMost(AT_MOST).untilAsserted(() -> assertThat(shownTo(anonymousId)).hasSize(offers));
  }

  private static UpSettings settings() throws IOException {
    Patience patience = Patience.defaults();
    return UpLife.settings(
        folder.resolve("data"),
        rulesThatHoldNobodyOut(),
        true,
        new Patience(
            CART_IDLE_AFTER,
            patience.checkoutStalledAfter(),
            patience.questionUnansweredAfter(),
            patience.sessionEndedAfter()));
  }

  /** The library as it is, but that each of our few visitors gets what there is to get. */
  private static Path rulesThatHoldNobodyOut() throws IOException {
    Path library = Path.of(System.getProperty("rtoto.root"), "rules", "library");
    Path copy = folder.resolve("rules");
    try (Stream<Path> files = Files.walk(library)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(library.relativize(file).toString()));
      }
    }
    Path contact = copy.resolve("contact.yaml");
    String told = Files.readString(contact);
    assertThat(told).contains("\n  fromEach: 5\n");
    Files.writeString(contact, told.replace("\n  fromEach: 5\n", "\n  fromEach: 0\n"));
    return copy;
  }
}
