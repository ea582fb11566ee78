package io.rtoto.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.rtoto.browser.Chromium;
import io.rtoto.gateway.client.StandIn;
import io.rtoto.gateway.shop.Shop;
import io.rtoto.gateway.shop.ShopSettings;
import io.rtoto.gateway.web.StaticFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A visit to the demo shop in a real browser, with Segment's SDK as it is. */
@Tag("browser")
final class ShopPageTest {
  private static Chromium chromium;

  private final List<String> errors = new ArrayList<>();
  private final List<Shop> opened = new ArrayList<>();
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
    Shelf.sell("tea", "High mountain oolong", 5_790, 40);
    Shelf.sell("pot", "Teapot", 3_090, 2);
    ShopSettings settings =
        new ShopSettings(Sender.DEMO, "server", (user, browser) -> "proof of " + user);
    gateway =
        new StandIn(
            (vertx, router) -> {
              Shop shop = Shop.open(vertx, Broker.shared().bootstrapServers(), settings);
              opened.add(shop);
              shop.mount(router);
              // What the gateway's own pages share with the shop's.
              StaticFiles.mount(router, "/web/dom.js", "dom.js");
            });
    anna = chromium.visitor(ColorScheme.LIGHT);
  }

  @AfterEach
  void stop() throws Exception {
    anna.close();
    opened.forEach(Shop::close);
    gateway.close();
  }

  @Test
  void showsWhileOneLooksAroundWhatWasDecidedAndTellsWhatCameOfIt() {
    Page page = enter(anna, "/shop/?lang=en");
    String anonymousId = anonymousId(page);
    page.getByRole(AriaRole.LINK, named("High mountain oolong")).click();
    page.getByRole(AriaRole.BUTTON, named("Add to cart")).click();
    gateway.push(anonymousId, recommendation());
    assertThat(page.getByRole(AriaRole.HEADING, named("Goes with it"))).isVisible();
    Chromium.keep(page, "shop-product");

    gateway.push(anonymousId, offer("rescue", "free-delivery"));
    Locator offer = page.getByRole(AriaRole.REGION, named("For you"));
    assertThat(offer).containsText("Delivery is on us");
    Chromium.keep(page, "shop-offer");
    // It stays while one looks around.
    page.getByRole(AriaRole.LINK, named("Lantern Lane")).click();
    assertThat(offer).isVisible();
    offer.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Take a look")).click();

    page.waitForURL("**/shop/cart");
    assertThat(page.getByText("Delivery is on us.")).isVisible();
    Chromium.keep(page, "shop-cart");
    page.waitForCondition(() -> gateway.outcomes("rescue").size() == 2);
    assertThat(gateway.outcomes("rescue")).containsExactly("Offer Shown", "Offer Clicked");
    page.getByRole(AriaRole.LINK, named("To the checkout")).click();
    page.getByLabel("Name", exactly()).fill("Anna");
    page.getByLabel("Street").fill("1 Lantern Lane");
    page.getByLabel("City").fill("Taipei");
    Chromium.keep(page, "shop-checkout");
    page.getByRole(AriaRole.BUTTON, named("Place order")).click();
    assertThat(page.getByRole(AriaRole.HEADING, named("Thank you!"))).isVisible();
    Chromium.keep(page, "shop-thanks");

    page.waitForCondition(() -> !told("Checkout Started").isEmpty());
    assertThat(told("Product Viewed")).hasSize(1);
    assertThat(told("Product Added")).hasSize(1);
    assertThat(told("Order Completed")).hasSize(1);
    assertThat(told("Order Completed").get(0).at("/properties/total").decimalValue())
        .isEqualByComparingTo("57.90");
    assertThat(gateway.calls().stream().map(call -> call.path("messageId").asText()))
        .doesNotHaveDuplicates();
    assertThat(errors).isEmpty();
  }

  @Test
  void provesWhoSignsInAndIsAnotherVisitorAfterSignOut() {
    Page page = enter(anna, "/shop/?lang=en");
    String before = anonymousId(page);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    page.getByLabel("Your name").fill("Anna");
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inIt("Sign in")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out, anna"))).isVisible();
    page.waitForCondition(() -> calls("identify").size() == 1);
    assertThat(calls("identify").get(0).path("userId").asText()).isEqualTo("anna");
    assertThat(calls("identify").get(0).at("/context/proof").asText()).isEqualTo("proof of anna");

    page.getByRole(AriaRole.BUTTON, named("Sign out, anna")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Sign in"))).isVisible();
    String after = anonymousId(page);
    assertThat(after).isNotEqualTo(before);
    page.waitForCondition(() -> gateway.streams(before) == 0 && gateway.streams(after) == 1);
    assertThat(gateway.ended()).containsExactly(before);
    assertThat(errors).isEmpty();
  }

  @Test
  void tellsWhatAVisitorAsks() {
    Page page = enter(anna, "/shop/?lang=zh-TW");
    page.getByRole(AriaRole.BUTTON, named("有問題嗎？")).click();
    page.getByLabel("您的問題").fill("這個茶壺可以直火加熱嗎？");
    page.keyboard().press("Enter");

    page.waitForCondition(() -> !told("Live Chat Message Sent").isEmpty());
    assertThat(told("Live Chat Message Sent").get(0).at("/properties/message_body").asText())
        .isEqualTo("這個茶壺可以直火加熱嗎？");
    Chromium.keep(page, "shop-chat-zh-TW");
    assertThat(errors).isEmpty();
  }

  @Test
  void fitsAPhoneInTheDarkToo() {
    try (BrowserContext phone = chromium.visitorWithPhone();
        BrowserContext dark = chromium.visitor(ColorScheme.DARK)) {
      Page page = enter(phone, "/shop/");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
      Chromium.keep(page, "shop-phone");
      page.navigate(gateway.at("/shop/product/pot"));
      assertThat(page.getByRole(AriaRole.HEADING, named("Teapot"))).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
      Chromium.keep(page, "shop-phone-product");
      Chromium.keep(enter(dark, "/shop/?lang=zh-CN"), "shop-dark-zh-CN");
    }
    assertThat(errors).isEmpty();
  }

  private Page enter(BrowserContext visitor, String path) {
    Page page = visitor.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(this::noteError);
    // Once it asks for its stream, everything has loaded.
    page.waitForRequest("**/v1/offers*", () -> page.navigate(gateway.at(path)));
    String anonymousId = anonymousId(page);
    page.waitForCondition(() -> gateway.streams(anonymousId) == 1);
    return page;
  }

  private void noteError(ConsoleMessage message) {
    if (message.type().equals("error")) {
      errors.add(message.text());
    }
  }

  private static String anonymousId(Page page) {
    return (String) page.evaluate("window.analytics.user().anonymousId()");
  }

  private List<JsonNode> told(String event) {
    return gateway.calls().stream()
        .filter(call -> call.path("event").asText().equals(event))
        .toList();
  }

  private List<JsonNode> calls(String type) {
    return gateway.calls().stream()
        .filter(call -> call.path("type").asText().equals(type))
        .toList();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions inIt(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Map<String, Object> offer(String decisionId, String name) {
    return Map.of(
        "decisionId",
        decisionId,
        "kind",
        "offer",
        "name",
        name,
        "slot",
        "offer",
        "text",
        "Something is left in your cart. Delivery is on us.",
        "products",
        List.of());
  }

  private static Map<String, Object> recommendation() {
    return Map.of(
        "decisionId", "r1",
        "kind", "recommendation",
        "name", "goes-with-it",
        "slot", "recommendation",
        "products",
            List.of(
                Map.of(
                    "productId",
                    "pot",
                    "names",
                    Map.of("en", "Teapot"),
                    "price",
                    Map.of("minor", 3090, "currency", "USD"),
                    "because",
                    "goes-with-it")));
  }
}
