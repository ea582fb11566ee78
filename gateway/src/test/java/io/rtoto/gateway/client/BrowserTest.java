package io.rtoto.gateway.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.rtoto.browser.Chromium;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor sees of an offer, in a real browser. */
@Tag("browser")
final class BrowserTest {
  private static final String TEXT = "Delivery is on us until tonight.";

  /** The shop's own things have taken all the room that there is. */
  private static final String FULL =
      """
      for (let length = 1 << 22, n = 0; length > 0; ) {
        try {
          globalThis[name].setItem(`shop-${length}-${n++}`, "x".repeat(length));
        } catch {
          length >>= 1;
        }
      }
      """;

  private static final String REFUSED =
      "Object.defineProperty(globalThis, name, { get() { throw new DOMException('no'); } });";

  private static Chromium chromium;
  private StandIn gateway;
  private BrowserContext anna;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @BeforeEach
  void start() throws Exception {
    gateway = new StandIn();
    anna = chromium.visitor(ColorScheme.LIGHT);
  }

  @AfterEach
  void stop(TestInfo test) throws Exception {
    if (!anna.pages().isEmpty()) {
      Chromium.keep(anna.pages().get(0), test.getTestMethod().orElseThrow().getName());
    }
    anna.close();
    gateway.close();
  }

  @Test
  void showsAnOfferWithoutReload() {
    Page page = open(anna, "anna");
    gateway.push("anna", offer("d1"));

    assertThat(page.getByText(TEXT)).isVisible();
    awaitOutcomes("d1", "Offer Shown");
    assertThat(gateway.calls().get(0).path("messageId").asText()).isEqualTo("d1:shown");
    assertThat(gateway.calls().get(0).at("/properties/slot").asText()).isEqualTo("offer");
    assertThat(gateway.calls().get(0).path("anonymousId").asText()).isEqualTo("anna");
  }

  @Test
  void doesTheSameAsAModule() {
    Page page = anna.newPage();
    page.navigate(gateway.pageOfModule("anna"));
    until(page, () -> gateway.streams("anna") == 1);
    gateway.push("anna", offer("d1"));

    assertThat(page.getByText(TEXT)).isVisible();
  }

  @Test
  void sharesOneStreamOfTwoTabsOfWhichOneShowsIt() {
    Page first = open(anna, "anna");
    Page second = anna.newPage();
    second.navigate(gateway.page("anna"));
    int offers = 10;
    for (int n = 0; n < offers; n++) {
      gateway.push("anna", offer("d" + n, "offer-" + n));
    }
    for (int n = 0; n < offers; n++) {
      awaitOutcomes("d" + n, "Offer Shown");
    }
    for (Page page : List.of(first, second)) {
      // Locks are given in the order in which they are asked for: by now each offer has its tab.
      page.evaluate("navigator.locks.query()");
    }

    assertThat(first.getByText(TEXT).count() + second.getByText(TEXT).count()).isEqualTo(offers);
    assertThat(gateway.sessions("anna")).isEqualTo(1);
  }

  @Test
  void isTakenAwayFromAllTabsWhenItWasSeenOnAnotherDeviceAndNeverShownAgain() {
    Page first = open(anna, "anna");
    gateway.push("anna", offer("d1", "one"));
    assertThat(first.getByText(TEXT)).isVisible();
    Page second = anna.newPage();
    second.navigate(gateway.page("anna"));
    gateway.push("anna", offer("d2", "two"));
    awaitOutcomes("d2", "Offer Shown");

    gateway.withdraw("anna", "d1");
    gateway.withdraw("anna", "d3");
    gateway.push("anna", offer("d3", "three"));
    gateway.push("anna", offer("d4", "four"));

    awaitOutcomes("d4", "Offer Shown");
    assertThat(first.getByText(TEXT).count() + second.getByText(TEXT).count()).isEqualTo(2);
    assertThat(gateway.outcomes("d1")).containsExactly("Offer Shown");
    assertThat(gateway.outcomes("d3")).isEmpty();
  }

  @Test
  void goesOnInTheOtherTabWhenTheOneWithTheStreamCloses() {
    Page first = open(anna, "anna");
    Page second = anna.newPage();
    second.navigate(gateway.page("anna"));
    first.close();
    until(second, () -> gateway.sessions("anna") == 2 && gateway.streams("anna") == 1);
    gateway.push("anna", offer("d1"));

    assertThat(second.getByText(TEXT)).isVisible();
  }

  @Test
  void comesBackAfterTheGatewayWasAwayAndShowsEachOfferOnce() throws Exception {
    Page page = open(anna, "anna");
    gateway.push("anna", offer("d1"));
    awaitOutcomes("d1", "Offer Shown");
    page.keyboard().press("Escape");
    awaitOutcomes("d1", "Offer Shown", "Offer Dismissed");

    gateway.goAway();
    gateway.push("anna", offer("d2"));
    gateway.comeBack();

    // It sends the first again, too.
    awaitOutcomes("d2", "Offer Shown");
    assertThat(page.getByText(TEXT)).hasCount(1);
    assertThat(gateway.outcomes("d1")).containsExactly("Offer Shown", "Offer Dismissed");
    assertThat(gateway.sessions("anna")).isGreaterThan(1);
  }

  @Test
  void tellsWhatBecameOfAnOfferOnceTheGatewayIsBack() throws Exception {
    Page page = open(anna, "anna");
    gateway.push("anna", offer("d1"));
    awaitOutcomes("d1", "Offer Shown");
    gateway.goAway();
    page.keyboard().press("Escape");
    assertThat(page.getByText(TEXT)).hasCount(0);
    gateway.comeBack();

    until(page, () -> gateway.outcomes("d1").contains("Offer Dismissed"));
    assertThat(gateway.outcomes("d1")).containsExactly("Offer Shown", "Offer Dismissed");
  }

  @Test
  void showsNothingOfAnotherVisitor() {
    try (BrowserContext bert = chromium.visitor(ColorScheme.LIGHT)) {
      Page hers = open(anna, "anna");
      Page his = open(bert, "bert");
      gateway.push("anna", offer("d1"));
      awaitOutcomes("d1", "Offer Shown");
      gateway.push("bert", Map.of("decisionId", "d2", "kind", "offer", "name", "x", "slot", "own"));

      // His own one has come, so hers would have.
      assertThat(his.getByRole(AriaRole.HEADING).first()).hasText("x");
      assertThat(his.getByText(TEXT)).hasCount(0);
      assertThat(hers.getByText(TEXT)).hasCount(1);
    }
  }

  @Test
  void isDismissedByEscapeAndTellsSo() {
    Page page = open(anna, "anna");
    gateway.push("anna", offer("d1"));
    assertThat(page.getByText(TEXT)).isVisible();
    page.keyboard().press("Escape");

    assertThat(page.getByText(TEXT)).hasCount(0);
    awaitOutcomes("d1", "Offer Shown", "Offer Dismissed");
  }

  @Test
  void isSaidAndUsedWithoutAMouse() {
    Page page = open(anna, "anna");
    Locator buy = page.getByRole(AriaRole.BUTTON, named("Buy"));
    buy.focus();
    gateway.push("anna", offer("d1"));

    // It takes nobody's focus, and says itself.
    assertThat(page.getByRole(AriaRole.REGION, regionNamed("For you"))).isVisible();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText(TEXT);
    assertThat(buy).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Take a look"))).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Close"))).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.getByText(TEXT)).hasCount(0);
    assertThat(buy).isFocused();
    awaitOutcomes("d1", "Offer Shown", "Offer Dismissed");
  }

  @Test
  void tellsThatAProductOfAStripWasClicked() {
    Page page = open(anna, "anna");
    gateway.push("anna", recommendation("d1", "p1"));
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Teapot")).click();

    page.waitForURL("**/page?product=p1");
    awaitOutcomes("d1", "Offer Shown", "Offer Clicked");
  }

  @Test
  void takesWhatComesFromOutsideForTextAndFollowsNoScript() {
    Page page = open(anna, "anna");
    Map<String, Object> offer = new HashMap<>(recommendation("d1", "evil"));
    offer.put("text", "<img src=x onerror=\"document.title='run'\">");
    gateway.push("anna", offer);

    assertThat(page.getByText("<img src=x")).isVisible();
    assertThat(page.getByText("Teapot")).isVisible();
    assertThat(page.getByRole(AriaRole.LINK)).hasCount(0);
    assertThat(page.locator("img")).hasCount(0);
    assertThat(page).hasTitle("A shop");
  }

  @Test
  void showsNoOfferThatDoesNotHoldAnyMore() {
    Page page = open(anna, "anna");
    Map<String, Object> late = new HashMap<>(offer("d1"));
    late.put("validUntil", Instant.EPOCH.toString());
    gateway.push("anna", late);

    until(page, () -> gateway.outcomes("d1").equals(List.of("Offer Expired")));
    assertThat(page.getByText(TEXT)).hasCount(0);
  }

  @Test
  void takesAnOfferAwayWhenItsTimeHasCome() {
    Page page = open(anna, "anna");
    page.clock().install();
    Map<String, Object> short_ = new HashMap<>(offer("d1"));
    short_.put("validUntil", page.evaluate("new Date(Date.now() + 60000).toISOString()"));
    gateway.push("anna", short_);
    assertThat(page.getByText(TEXT)).isVisible();
    awaitOutcomes("d1", "Offer Shown");
    page.clock().fastForward("01:01");

    assertThat(page.getByText(TEXT)).hasCount(0);
    assertThat(gateway.outcomes("d1")).containsExactly("Offer Shown");
  }

  @Test
  void handsAnOfferToThePageThatWantsIt() {
    Page page = open(anna, "anna");
    gateway.push(
        "anna", Map.of("decisionId", "d1", "kind", "offer", "name", "mine", "slot", "own"));

    assertThat(page.getByRole(AriaRole.HEADING)).hasText("mine");
    awaitOutcomes("d1", "Offer Shown");
    assertThat(page.locator("[data-rtoto]")).hasCount(0);
  }

  @Test
  void beginsNoNewSessionAfterSignOutUntilThePageSaysSo() {
    Page page = open(anna, "anna");
    gateway.end("anna", "expired");
    until(page, () -> gateway.sessions("anna") == 2 && gateway.streams("anna") == 1);
    gateway.end("anna", "signed_out");
    until(page, () -> gateway.streams("anna") == 0);
    page.evaluate("visitor.restart()");

    until(page, () -> gateway.streams("anna") == 1);
    assertThat(gateway.sessions("anna")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false"})
  void endsTheSessionAtSignOutAndNotAtSignIn(String another) {
    Page page = open(anna, "anna");
    Page other = anna.newPage();
    other.navigate(gateway.page("anna"));
    assertThat(other.locator("h1")).isVisible();
    // Of two tabs, the one that has no stream.
    other.evaluate("visitor.restart(" + another + ")");

    // The next session is of the same browser: it must not be ended with the one before.
    until(page, () -> gateway.sessions("anna") == 2 && gateway.streams("anna") == 1);
    gateway.push("anna", offer("d1"));
    awaitOutcomes("d1", "Offer Shown");
    assertThat(gateway.ended()).isEqualTo(another.isEmpty() ? List.of("anna") : List.of());
  }

  /** As a browser has it that is full, or that keeps nothing for this page. */
  @ParameterizedTest
  @ValueSource(strings = {FULL, REFUSED})
  void showsAnOfferOnceWhereTabsCanKeepNothingTogether(String storage) {
    anna.addInitScript("{ const name = 'localStorage'; " + storage + " }");
    Page page = open(anna, "anna");
    gateway.push("anna", offer("d1"));
    awaitOutcomes("d1", "Offer Shown");

    page.navigate(gateway.page("anna"));
    gateway.push("anna", offer("d2", "own"));
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("free-delivery");
    assertThat(page.locator("[data-rtoto]")).hasCount(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {FULL, REFUSED})
  void tellsWhatBecameOfAnOfferWhereNothingIsKeptAtAll(String storage) throws Exception {
    anna.addInitScript(
        "for (const name of ['localStorage', 'sessionStorage']) { " + storage + " }");
    Page page = open(anna, "anna");
    gateway.push("anna", offer("d1"));
    awaitOutcomes("d1", "Offer Shown");
    gateway.goAway();
    page.keyboard().press("Escape");
    assertThat(page.getByText(TEXT)).hasCount(0);
    gateway.comeBack();

    until(page, () -> gateway.outcomes("d1").contains("Offer Dismissed"));
    assertThat(page.getByText(TEXT)).hasCount(0);
  }

  @Test
  void fitsAPhone() {
    try (BrowserContext phone = chromium.visitorWithPhone()) {
      Page page = open(phone, "anna");
      gateway.push(
          "anna",
          Map.of(
              "decisionId",
              "d1",
              "kind",
              "offer",
              "name",
              "birthday-voucher",
              "slot",
              "offer",
              "text",
              "生日快樂！送您一張優惠券。",
              "products",
              List.of()));
      Locator coupon = page.getByRole(AriaRole.REGION);
      assertThat(coupon).isVisible();
      awaitOutcomes("d1", "Offer Shown");

      BoundingBox box = coupon.boundingBox();
      assertThat(box.x).isGreaterThanOrEqualTo(0);
      assertThat(box.x + box.width).isLessThanOrEqualTo(390);
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
      Chromium.keep(page, "fitsAPhoneItself");
    }
  }

  @Test
  void followsTheColoursOfThePage() {
    try (BrowserContext dark = chromium.visitor(ColorScheme.DARK)) {
      Page page = open(dark, "anna");
      page.evaluate("document.documentElement.style.colorScheme = 'light dark'");
      gateway.push("anna", offer("d1"));
      assertThat(page.getByText(TEXT)).isVisible();

      assertThat(page.getByRole(AriaRole.REGION)).hasCSS("background-color", "rgb(18, 18, 18)");
      Chromium.keep(page, "followsTheColoursOfThePageInTheDark");
    }
  }

  private Page open(BrowserContext visitor, String anonymousId) {
    Page page = visitor.newPage();
    page.navigate(gateway.page(anonymousId));
    until(page, () -> gateway.streams(anonymousId) == 1);
    return page;
  }

  /** Awaits that on the browser's own thread: Playwright hears nothing meanwhile otherwise. */
  private static void until(Page page, BooleanSupplier condition) {
    page.waitForCondition(condition);
  }

  private void awaitOutcomes(String decisionId, String... outcomes) {
    await().until(() -> gateway.outcomes(decisionId).size() >= outcomes.length);
    assertThat(gateway.outcomes(decisionId)).containsExactly(outcomes);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions regionNamed(String name) {
    return named(name).setExact(true);
  }

  private static Map<String, Object> offer(String decisionId) {
    return offer(decisionId, "offer");
  }

  private static Map<String, Object> offer(String decisionId, String slot) {
    return Map.of(
        "decisionId",
        decisionId,
        "kind",
        "offer",
        "name",
        "free-delivery",
        "slot",
        slot,
        "text",
        TEXT,
        "products",
        List.of());
  }

  private static Map<String, Object> recommendation(String decisionId, String productId) {
    return Map.of(
        "decisionId", decisionId,
        "kind", "recommendation",
        "name", "you-may-like",
        "slot", "recommendation",
        "products",
            List.of(
                Map.of(
                    "productId", productId,
                    "names", Map.of("en", "Teapot", "zh-TW", "茶壺"),
                    "price", Map.of("minor", 3090, "currency", "USD"),
                    "because", "viewed-together",
                    "ofNames", Map.of("en", "Oolong"))));
  }
}
