package io.rtoto.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.rtoto.browser.Chromium;
import io.rtoto.schemas.figures.Figures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that people work with, in a real browser, on what the measure job would have told. */
@Tag("browser")
final class PagesTest {
  private static final Path AXE = Path.of("target/pages/node_modules/axe-core/axe.min.js");
  private static final int SCRIPT_BYTES = 150 * 1024;
  private static final int INTERACTIVE_MILLIS = 1_000;
  private static final int VISITS = 3;

  private static Chromium chromium;
  private static Measured measured;

  private final List<String> errors = new ArrayList<>();
  private Gateway gateway;
  private BrowserContext visitor;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    measured = new Measured(Instant.now());
    try (KafkaProducer<String, byte[]> job = Broker.shared().producer()) {
      measured.write(job);
      measured.writeReport(job);
    }
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @BeforeEach
  void open() throws Exception {
    gateway = Broker.shared().gateway();
    visitor = chromium.visitor(ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    visitor.close();
    gateway.close();
  }

  @Test
  void answersWhetherAllIsWellWithTheSumsOfTheTopic() {
    Page page = visit("/operations?lang=en");
    Locator flowing = question(page, "Is it flowing?");
    assertThat(flowing.locator(".big")).hasText(number(measured.sum(one -> total(one.events()))));
    assertThat(question(page, "Is it late?").locator(".verdict")).hasText("No");
    assertThat(question(page, "Is it deciding?").locator(".big"))
        .hasText(number(measured.sum(one -> total(one.decisions()))));
    Locator offers = question(page, "Is anyone getting offers?");
    assertThat(offers.locator(".big")).hasText(number(measured.sum(Figures::offersShown)));
    assertThat(offers.locator(".verdict")).hasText("Yes");

    // Behind each number there is a place to look.
    flowing.locator(".big").click();
    page.waitForURL("**/?lang=en");
    assertThat(page.getByRole(AriaRole.HEADING, named("What customers do"))).isVisible();
    assertThat(errors).isEmpty();
  }

  @Test
  void readsAChartMinuteByMinuteByKey() {
    Page page = visit("/operations?lang=en");
    Locator chart = page.getByLabel("Events by source by the minute");
    chart.focus();
    Locator read = page.locator("#by-source header time");
    String newest = read.textContent();
    page.keyboard().press("ArrowLeft");
    assertThat(read).not().hasText(newest);
    page.keyboard().press("ArrowRight");
    assertThat(read).hasText(newest);
    page.locator("#by-source summary").click();
    assertThat(page.locator("#by-source tbody tr")).hasCount(30);
    assertThat(errors).isEmpty();
  }

  @Test
  void setsWhatWasRescuedAgainstWhatWasLostInMoney() {
    Page page = visit("/abandonment?lang=en");
    assertThat(page.locator("[data-step=views] .count"))
        .hasText(number(measured.sum(one -> one.funnel().views())));
    assertThat(page.locator("[data-step=orders] .count"))
        .hasText(number(measured.sum(one -> one.funnel().orders())));
    long rescued = 50 * 89_00L;
    long lost = 50 * (312_00L + 120_50L) - rescued;
    assertThat(page.locator(".rescued dd")).hasText(dollars(rescued));
    assertThat(page.locator(".lost dd")).hasText(dollars(lost));

    page.getByLabel("Cause").selectOption("shipping-cost");
    assertThat(page.locator(".lost dd")).hasText(dollars(50 * (312_00L - 89_00L)));
    // A bookmark shows the same.
    assertThat(page).hasURL(Pattern.compile("cause=shipping-cost"));
    page.reload();
    assertThat(page.locator(".lost dd")).hasText(dollars(50 * (312_00L - 89_00L)));
    assertThat(errors).isEmpty();
  }

  @Test
  void tellsTheAuthorOfARuleWhatItBrought() {
    Page page = visit("/rules?lang=en");
    page.getByLabel("Find a rule").fill("delivery");
    page.getByRole(AriaRole.BUTTON, named("free delivery")).click();
    assertThat(page.getByText("To say it helps: from +0.4 points to +10 points.")).isVisible();
    assertThat(page.getByText("It proposes at 35% of its moments, before at 20%.")).isVisible();
    assertThat(page.locator("#arms")).containsText("880 (16%)");
    assertThat(page.getByText("took 178 µs on average, 99 of 100 times at most 223 µs"))
        .isVisible();
    assertThat(page).hasURL(Pattern.compile("rule=" + Measured.FREE_DELIVERY));

    page.navigate(at("/rules?lang=en&rule=" + Measured.GIFT));
    assertThat(page.getByText("It was asked 900 times and never proposed anything.")).isVisible();
    assertThat(errors).isEmpty();
  }

  @Test
  void showsTheSourceOfARuleAndWhatChangedInIt() throws Exception {
    Page page = visitor.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(this::noteError);
    answer(
        page,
        Map.of(
            "**/v1/rules", "rules",
            "**/v1/rules/history", "history",
            "**/v1/rules/older", "older"));
    page.navigate(at("/rules?lang=en&rule=" + Measured.FREE_DELIVERY));
    Locator source = page.locator(".source");
    assertThat(source).containsText("Propose free delivery to whom postage keeps");
    checkAccess(page);
    keep(page, "rules-source-en-light");
    page.getByRole(AriaRole.BUTTON, named("free_delivery.cases.yaml")).click();
    assertThat(source).containsText("a cart worth the postage");
    page.getByRole(AriaRole.BUTTON, named("free_delivery.drl")).click();

    page.getByLabel("Changes since").selectOption("older");
    assertThat(source.locator(".cm-deletedChunk")).containsText("worthMinor >= 9000");
    assertThat(source.locator(".cm-changedLine")).containsText("worthMinor >= 5000");
    keep(page, "rules-changes-en-light");
    assertThat(errors).isEmpty();
  }

  @Test
  void showsACustomerAndTakesApartWhoWasTakenForOne() throws Exception {
    Page page = visitor.newPage();
    page.onPageError(errors::add);
    List<String> told = answerAsTheDesk(page);
    page.navigate(at("/customers?lang=en"));
    page.getByLabel("E-mail, phone, account").fill("anna@shop.example");
    page.keyboard().press("Enter");

    assertThat(page.getByRole(AriaRole.HEADING, named("Customer 0a1b2c"))).isVisible();
    assertThat(page.getByText("The cart was worth enough, and consent was given.")).isVisible();
    assertThat(page.locator(".timeline li")).hasCount(3);
    assertThat(page).hasURL(Pattern.compile("id=c0a1b2c3d4e5f60718293"));
    assertThat(page.url()).doesNotContain("anna");
    assertThat(page.locator(".me")).containsText("grace");
    checkAccess(page);
    keep(page, "customers-en-light");
    page.getByRole(AriaRole.BUTTON, named("Take apart")).click();
    page.getByLabel("Why (for the audit)").fill("a shared tablet");
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, inIt("Take apart")).click();
    assertThat(page.getByText("It is ordered")).isVisible();

    assertThat(told.get(told.size() - 1))
        .contains("\"why\":\"a shared tablet\"")
        .contains("\"type\":\"anonymousId\"");
    assertThat(errors).isEmpty();
  }

  @Test
  void showsACustomerInTheDarkInChinese() throws Exception {
    try (BrowserContext dark = chromium.visitor(ColorScheme.DARK)) {
      Page page = dark.newPage();
      page.onPageError(errors::add);
      answerAsTheDesk(page);
      page.navigate(at("/customers?lang=zh-TW&id=c0a1b2c3d4e5f60718293"));
      assertThat(page.locator(".timeline li")).hasCount(3);
      checkAccess(page);
      keep(page, "customers-zh-TW-dark");
    }
    assertThat(errors).isEmpty();
  }

  @Test
  void saysInASentenceWhyACustomerIsNotShown() {
    Page page = visit("/customers?lang=en&id=nobody");
    assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("contact repository");
  }

  @ParameterizedTest
  @CsvSource({
    "operations, en, LIGHT",
    "operations, en, DARK",
    "operations, zh-TW, LIGHT",
    "operations, zh-TW, DARK",
    "operations, zh-CN, LIGHT",
    "abandonment, en, LIGHT",
    "abandonment, en, DARK",
    "abandonment, zh-TW, LIGHT",
    "abandonment, zh-TW, DARK",
    "abandonment, zh-CN, DARK",
    "rules, en, LIGHT",
    "rules, en, DARK",
    "rules, zh-TW, LIGHT",
    "rules, zh-TW, DARK",
    "rules, zh-CN, LIGHT"
  })
  void canBeReadByEverybody(String name, String language, ColorScheme scheme) throws Exception {
    try (BrowserContext reader = chromium.visitor(scheme)) {
      Page page =
          visit(reader, "/" + name + "?lang=" + language + "&rule=" + Measured.FREE_DELIVERY);
      assertThat(page.locator("html")).hasAttribute("lang", language);
      assertThat(page.locator("main section").first()).isVisible();
      keep(page, name + "-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT));
      checkAccess(page);
      assertThat(errors).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"operations", "abandonment", "rules", "customers"})
  void fitsAPhone(String name) {
    try (BrowserContext phone = chromium.visitorWithPhone()) {
      Page page = visit(phone, "/" + name);
      assertThat(page.locator("main > *").first()).isVisible();
      keep(page, name + "-phone");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
  }

  @ParameterizedTest
  @CsvSource({"en, LIGHT, Password", "zh-TW, DARK, 密碼", "zh-CN, LIGHT, 密码"})
  void asksForNameAndPasswordInTheReadersLanguage(
      String language, ColorScheme scheme, String password) throws Exception {
    try (BrowserContext reader = chromium.visitor(scheme)) {
      Page page = reader.newPage();
      page.onPageError(errors::add);
      page.navigate(at("/login?lang=" + language));
      assertThat(page.getByLabel(password)).isVisible();
      checkAccess(page);
      page.locator("#name").fill("grace");
      page.getByLabel(password).fill("not the password");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT)).not().isEmpty();
      keep(page, "login-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT));
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void saysThatItIsStaleAndGreysOnceTheGatewayIsGone() {
    Page page = visit("/operations?lang=en");
    assertThat(page.locator("body")).not().hasClass("stale");
    gateway.close();
    assertThat(page.locator(".live")).hasAttribute("data-state", "lost");
    assertThat(page.locator("body")).hasClass("stale");
    assertThat(page.getByText("Connection lost: what is shown is old")).hasCount(1);
    keep(page, "operations-stale");
  }

  @Test
  void isInteractiveWithinASecond() {
    double soonest = Double.MAX_VALUE;
    for (int visit = 0; visit < VISITS; visit++) {
      Page page = visit("/operations?lang=en");
      assertThat(page.locator(".questions")).isVisible();
      Object millis = page.evaluate("performance.getEntriesByName('interactive')[0].startTime");
      soonest = Math.min(soonest, ((Number) millis).doubleValue());
      page.close();
    }
    assertThat(soonest).isLessThan(INTERACTIVE_MILLIS);
  }

  @Test
  void hasAScriptBelow150KilobytesThatTellsTheLicencesOfWhatItHolds() throws Exception {
    long bytes = 0;
    Path web = Path.of("target/classes/web");
    List<String> built =
        Files.readString(web.resolve("pages/files.txt"))
            .lines()
            // What shows the source of a rule is loaded only where somebody reads one.
            .filter(file -> file.endsWith(".js") && !file.startsWith("source-"))
            .map(file -> "pages/" + file)
            .toList();
    assertThat(built).contains("pages/app.js");
    for (String file : built) {
      bytes += zipped(Files.readAllBytes(web.resolve(file)));
    }
    for (String file : List.of("words.js", "names.js", "stream.js", "dom.js")) {
      bytes += zipped(Files.readAllBytes(web.resolve(file)));
    }
    assertThat(bytes).isLessThan(SCRIPT_BYTES);
    assertThat(Files.readString(Path.of("target/classes/web/pages/licences.txt")))
        .contains("preact", "uplot", "MIT");
  }

  @Test
  void missesNoWordOfTheLivePageInAnyLanguage() {
    Page page = visit("/operations?lang=en");
    Object missing =
        page.evaluate(
            """
            async () => {
              const { tables } = await import("/web/words.js");
              const all = Object.keys(tables.en);
              return Object.entries(tables).flatMap(([language, words]) =>
                all.filter((key) => !Object.hasOwn(words, key)).map((key) => language + ": " + key));
            }
            """);
    assertThat((List<?>) missing).isEmpty();
  }

  private Page visit(String path) {
    return visit(visitor, path);
  }

  private Page visit(BrowserContext by, String path) {
    Page page = by.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(this::noteError);
    page.navigate(at(path));
    assertThat(page.locator(".live")).hasAttribute("data-state", "live");
    return page;
  }

  /**
   * That the desk has no repository, or nobody is logged in, is told by status, and is no fault.
   */
  private void noteError(ConsoleMessage message) {
    boolean refused = message.text().startsWith("Failed to load resource");
    if (message.type().equals("error") && !refused) {
      errors.add(message.text());
    }
  }

  private String at(String path) {
    return "http://localhost:" + gateway.port() + path;
  }

  /** No serious problem, by axe-core. */
  static void checkAccess(Page page) throws IOException {
    page.evaluate(Files.readString(AXE) + "; undefined");
    Object problems =
        page.evaluate(
            """
            async () => {
              const { violations } = await axe.run();
              return violations
                .filter((one) => one.impact === "serious" || one.impact === "critical")
                .map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" | "));
            }
            """);
    assertThat((List<?>) problems).isEmpty();
  }

  static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", "page-" + name + ".png")));
  }

  private static long zipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.size();
  }

  private static Locator question(Page page, String title) {
    return page.locator(".question").filter(new Locator.FilterOptions().setHasText(title));
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String number(long value) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(value);
  }

  private static String dollars(long minor) {
    return NumberFormat.getCurrencyInstance(Locale.US).format(minor / 100.0);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions inIt(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  /** Answers what the desk would; returns what it is told. */
  private static List<String> answerAsTheDesk(Page page) throws IOException {
    return answer(
        page,
        Map.of(
            "**/v1/me", "me",
            "**/v1/customers/search", "search",
            "**/v1/customers/c0a1b2c3d4e5f60718293", "contact",
            "**/v1/customers/c0a1b2c3d4e5f60718293/timeline?*", "timeline",
            "**/v1/customers/c0a1b2c3d4e5f60718293/unmerge", "unmerge"));
  }

  /** Answers paths with files under {@code /desk}; returns what comes with the requests. */
  private static List<String> answer(Page page, Map<String, String> answers) throws IOException {
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      String body = resource("/desk/" + answer.getValue() + ".json");
      page.route(
          answer.getKey(),
          route -> {
            Stream.ofNullable(route.request().postData()).forEach(told::add);
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body));
          });
    }
    return told;
  }

  private static String resource(String name) throws IOException {
    try (var in = PagesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
