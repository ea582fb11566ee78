package io.rtoto.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SelectOption;
import io.rtoto.browser.Chromium;
import io.rtoto.gateway.logins.Role;
import io.rtoto.gateway.logins.UsersFile;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules are read, changed, tried and published in a real browser, on a desk that remembers. */
@Tag("browser")
final class RuleDeskPageTest {
  private static final String LIBRARY = "/rules?lang=en&view=library&file=";

  private static Chromium chromium;
  private static Gateway gateway;

  private final List<String> errors = new ArrayList<>();
  private BrowserContext author;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    gateway = Broker.shared().gateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    chromium.close();
  }

  @BeforeEach
  void open() {
    author = chromium.visitor(ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    author.close();
    assertThat(errors).isEmpty();
  }

  @Test
  void letsWhoMayOnlyReadReadAndShowsThemNoButtons() {
    Page page = visit(RuleDeskStandIn.of("guest", "watch", "rules"), RuleDeskStandIn.RULE);
    assertThat(page.locator(".source")).containsText("Propose free delivery");
    assertThat(page.locator(".versions li")).hasCount(2);
    for (String button : List.of("Check", "Publish", "New file", "Run the cases", "Roll back")) {
      assertThat(button(page, button)).hasCount(0);
    }
    page.getByLabel("Changes since").selectOption(new SelectOption().setIndex(2));
    assertThat(page.locator(".cm-deletedChunk")).containsText("worthMinor >= 9000");
  }

  @Test
  void saysWhyNothingIsPublishedHereAndShowsNoButtonsEither() {
    RuleDeskStandIn desk =
        RuleDeskStandIn.ofAnAuthor("grace").doesNotWrite("This gateway has no key to sign with.");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    assertThat(page.getByText("This gateway has no key to sign with.")).isVisible();
    assertThat(button(page, "Publish")).hasCount(0);
    assertThat(button(page, "Check")).hasCount(0);
  }

  @Test
  void marksWhatTheCheckerFindsAtLineAndColumnAndGoesThereInWhicheverFile() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    write(page, text(desk).replace("CartAbandoned(", "CartAbandonned("));

    // By itself, a while after the last letter.
    assertThat(page.locator(".cm-lintRange-error")).hasText(RuleDeskStandIn.MISSPELT);
    assertThat(page.getByText("Errors: 1, warnings: 0")).isVisible();
    Locator problem = page.locator(".flaws button");
    assertThat(problem).containsText("line 12, column 5");
    assertThat(problem).containsText("Maybe CartAbandoned.");
    page.locator(".cm-lintRange-error").hover();
    assertThat(page.locator(".cm-tooltip-lint")).containsText("CartAbandonned is no fact.");
    assertThat(page.locator(".cm-tooltip-lint")).containsText("Maybe CartAbandoned.");
    PagesTest.keep(page, "desk-problem-en-light");

    page.getByLabel("Find a file").fill("gift");
    button(page, "gift.drl").click();
    assertThat(page.locator(".source")).containsText("Propose a gift");
    assertThat(page.locator(".cm-lintRange-error")).hasCount(0);
    problem.click();
    assertThat(page.locator(".cm-activeLine")).containsText(RuleDeskStandIn.MISSPELT);
    assertThat(page.locator(".cm-editor")).hasClass(Pattern.compile("cm-focused"));
    page.keyboard().type("x");
    assertThat(page.locator(".cm-activeLine")).containsText("xCartAbandonned");
  }

  @Test
  void keepsChangesOverAReloadAsksBeforeTheyAreLeftAndDiscardsThem() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    List<String> asked = new ArrayList<>();
    page.onDialog(
        dialog -> {
          asked.add(dialog.type());
          dialog.accept();
        });
    page.reload();
    assertThat(page.locator(".source")).containsText("worthMinor >= 5000");
    assertThat(asked).isEmpty();

    write(page, text(desk).replace("5000", "6000"));
    assertThat(page.getByText("Changed here")).isVisible();
    page.reload();
    assertThat(asked).containsExactly("beforeunload");
    assertThat(page.locator(".source")).containsText("worthMinor >= 6000");

    button(page, "Discard the changes of this file").click();
    assertThat(page.locator(".source")).containsText("worthMinor >= 5000");
    assertThat(page.getByText("Changed here")).hasCount(0);
    page.reload();
    assertThat(page.locator(".source")).containsText("worthMinor >= 5000");
    assertThat(asked).hasSize(1);
  }

  @Test
  void addsAFileAndTakesOneOutAndDiscardsBothAtOnce() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.GIFT);
    button(page, "Take the file out").click();
    assertThat(page.getByText("The file is taken out.")).isVisible();
    button(page, "New file").click();
    page.getByLabel("Path, such as").fill("retail/birthday/card.drl");
    inDialog(page, "Create").click();
    assertThat(page.locator(".source")).containsText("package retail.birthday");
    button(page, "Tell the differences in words").click();
    assertThat(page.locator(".found-differences")).containsText("added");

    JsonNode files = desk.told("diff").get(0).path("files");
    assertThat(files.has("retail/birthday/card.drl")).isTrue();
    assertThat(files.has(RuleDeskStandIn.GIFT)).isFalse();
    // What a page cannot write travels as it came.
    assertThat(files.path("retail/prices.table.xlsx").asText()).isEqualTo("UEsDBBQABgAI");

    button(page, "Discard all changes").click();
    inDialog(page, "Discard all changes").click();
    assertThat(page.getByText("Changed here")).hasCount(0);
    assertThat(page.locator(".library-files")).not().containsText("card.drl");
  }

  @Test
  void runsTheCasesAndTellsWhatFailedAndWhatNoneMakesFire() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    button(page, "Run the cases").click();
    assertThat(page.getByText("Passed: 1, failed: 0")).isVisible();
    assertThat(page.locator(".never-fired")).hasText("retail.birthday.gift");

    write(page, text(desk).replace("worthMinor >= 5000", RuleDeskStandIn.TOO_MUCH));
    assertThat(page.getByText("Of the texts before the last change.")).isVisible();
    button(page, "Run the cases").click();
    assertThat(page.getByText("Passed: 0, failed: 1")).isVisible();
    Locator failed = page.locator(".cases [data-passed=false]");
    assertThat(failed).containsText("expected free-delivery, but nothing was proposed");
    PagesTest.keep(page, "desk-cases-en-light");
    failed.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator(".cm-activeLine")).containsText("a cart worth the postage");
  }

  @Test
  void tellsTheDifferencesInWordsBesideThoseInTheText() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    page.getByLabel("Changes since").selectOption(new SelectOption().setIndex(2));
    assertThat(page.locator(".cm-changedLine")).containsText("worthMinor >= 5000");
    button(page, "Tell the differences in words").click();
    assertThat(page.locator(".found-differences"))
        .containsText("+ CartAbandoned( worthMinor >= 5000 )");
    assertThat(desk.told("diff").get(0).path("to").asText()).isEqualTo(desk.version());
    PagesTest.keep(page, "desk-differences-en-light");
  }

  @Test
  void publishesOnceHoweverOftenOneClicksAndShowsThatItGoesOn() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    String parent = desk.version();
    Page page = visit(desk, RuleDeskStandIn.RULE);
    assertThat(button(page, "Publish")).isDisabled();
    write(page, text(desk).replace("5000", "4000"));
    desk.hold("publish");
    page.getByLabel("Why (for history and audit)").fill("Postage is dear");
    button(page, "Publish").dblclick();

    Locator orders = page.getByLabel("What came of it");
    assertThat(orders).containsText("Publishing: check, cases, trial, signature");
    assertThat(orders).containsText("1 s");
    assertThat(button(page, "Publish")).isDisabled();
    PagesTest.keep(page, "desk-publishing-en-light");
    desk.letGo();
    assertThat(orders).containsText("In force: no. 8");
    assertThat(orders).containsText("2 of 2 subtasks decide by it.");
    assertThat(page.locator(".versions li").first()).containsText("Postage is dear");
    assertThat(page.getByText("Changed here")).hasCount(0);
    assertThat(page.locator(".source")).containsText("worthMinor >= 4000");

    assertThat(desk.told("publish")).hasSize(1);
    JsonNode body = desk.told("publish").get(0);
    assertThat(body.path("parent").asText()).isEqualTo(parent);
    assertThat(body.path("why").asText()).isEqualTo("Postage is dear");
    assertThat(body.path("shadow").asBoolean()).isFalse();
    assertThat(body.path("files").size()).isEqualTo(desk.newest().size());
  }

  @Test
  void takesUpWhatOthersPublishedMeanwhileAndKeepsWhatIsChangedHere() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    write(page, text(desk).replace("5000", "4000"));
    desk.publishes("ada", RuleDeskStandIn.GIFT, "// another gift\n");
    desk.publishes("ada", RuleDeskStandIn.RULE, "// delivered by ada\n");
    publish(page, "Postage is dear");

    assertThat(page.getByText("ada published no. 9 meanwhile.")).isVisible();
    assertThat(page.getByText("Other rules are in force since you began: no. 9")).isVisible();
    PagesTest.keep(page, "desk-behind-en-light");
    button(page, "Take them up and keep my changes").click();
    assertThat(page.getByText("Others have changed these too")).containsText(RuleDeskStandIn.RULE);
    assertThat(page.locator(".source")).containsText("worthMinor >= 4000");
    publish(page, "Postage is dear");
    assertThat(page.getByLabel("What came of it")).containsText("In force: no. 10");
    assertThat(desk.newest().get(RuleDeskStandIn.GIFT)).isEqualTo("// another gift\n");
    assertThat(text(desk)).contains("worthMinor >= 4000");
  }

  @Test
  void showsWhyALibraryThatIsNotSoundIsNotPublished() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    write(page, text(desk).replace("worthMinor >= 5000", RuleDeskStandIn.TOO_MUCH));
    publish(page, "For large carts alone");
    assertThat(page.getByText("The library is not sound: nothing was published.")).isVisible();
    assertThat(page.locator(".cases [data-passed=false]")).containsText("a cart worth the postage");
    assertThat(page.getByText("Changed here")).isVisible();
  }

  @Test
  void rehearsesAndPutsInForceWhatWasRehearsed() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    write(page, text(desk).replace("5000", "4000"));
    page.getByLabel("Rehearse").check();
    publish(page, "To see");
    Locator rehearsal = page.locator(".standings > div").nth(1);
    assertThat(rehearsal).containsText("To see");
    assertThat(desk.told("publish").get(0).path("shadow").asBoolean()).isTrue();
    assertThat(page.getByText("Changed here")).isVisible();

    rehearsal.getByText("End the rehearsal").click();
    inDialog(page, "End the rehearsal").click();
    assertThat(page.getByLabel("What came of it")).containsText("The rehearsal is over.");
    assertThat(rehearsal.getByRole(AriaRole.BUTTON)).hasCount(0);
    publish(page, "To see again");
    rehearsal.getByText("Put in force").click();
    PagesTest.keep(page, "desk-promote-en-light");
    inDialog(page, "Put in force").click();
    assertThat(page.getByLabel("What came of it")).containsText("In force: no. 8");
    assertThat(page.getByText("Changed here")).hasCount(0);
  }

  @Test
  void letsAnotherThanTheAuthorReadAndApproveWhatWaits() throws Exception {
    RuleDeskStandIn own = RuleDeskStandIn.ofAnAuthor("grace").proposes("grace");
    Page page = visit(own, RuleDeskStandIn.RULE);
    assertThat(page.getByText("Another than its author approves it")).isVisible();
    assertThat(button(page, "Approve")).hasCount(0);
    page.close();

    try (BrowserContext approver = chromium.visitor(ColorScheme.LIGHT)) {
      RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("ben").proposes("grace");
      Page other = visit(approver, desk, "en", RuleDeskStandIn.RULE);
      // Whoever answers for it reads it first.
      other.locator(".standings").getByText("Read").click();
      assertThat(other.locator(".cm-changedLine")).containsText("new Offer( \"gift\", 30 )");
      PagesTest.keep(other, "desk-review-en-light");
      PagesTest.checkAccess(other);
      button(other, "Back to the library").click();
      button(other, "Approve").click();
      inDialog(other, "Approve").click();
      assertThat(other.getByLabel("What came of it")).containsText("Approved by ben.");
      assertThat(other.locator(".standings > div").nth(2)).containsText("–");
      assertThat(desk.told("approve").get(0).path("version").asText()).isEqualTo("4dd1");
    }
  }

  @Test
  void rollsBackToAVersionOfTheHistory() {
    RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("grace");
    Page page = visit(desk, RuleDeskStandIn.RULE);
    button(page, "Roll back to no. 6").click();
    page.getByRole(AriaRole.DIALOG).getByLabel("Why (for history and audit)").fill("Too many");
    inDialog(page, "Roll back").click();
    assertThat(page.getByLabel("What came of it")).containsText("In force: no. 8");
    assertThat(page.locator(".source")).containsText("worthMinor >= 9000");
    assertThat(desk.told("rollback").get(0).path("number").asInt()).isEqualTo(6);
    assertThat(desk.told("rollback").get(0).path("why").asText()).isEqualTo("Too many");
  }

  @Test
  void writesByTheRoutesOfAGateway(@TempDir Path folder) throws Exception {
    Path users = folder.resolve(UsersFile.NAME);
    try (Broker broker = Broker.started(folder.resolve("kafka"), 0);
        KafkaProducer<String, byte[]> publisher = broker.producer();
        Gateway writing =
            Gateway.start(
                GatewaySettings.defaults(broker.bootstrapServers())
                    .listeningOn("127.0.0.1", 0)
                    .withAccess(Access.by(List.of(Sender.DEMO)).withUsers(users))
                    .withWorkshop(new StandInWorkshop()))) {
      putInForce(publisher, RuleDeskTest.bundle("aaa", 1, "rule \"Say hello\""));
      Person grace = Person.loggedIn(writing, users, "grace", Role.AUTHOR);
      await().until(() -> grace.get("/v1/rules").statusCode() == 200);
      String[] login = grace.cookie().split("=", 2);
      String address = "http://localhost:" + writing.port();
      author.addCookies(List.of(new Cookie(login[0], login[1]).setUrl(address)));
      Page page = visit(author, address + LIBRARY + "retail/hello.drl");

      write(page, "rule \"oops\"");
      assertThat(page.locator(".cm-lintRange-error")).hasText("oops");
      publish(page, "to be polite");
      assertThat(page.getByText("They are not sound, and nothing was published.")).isVisible();
      write(page, "rule \"Say good day\"");
      button(page, "Run the cases").click();
      assertThat(page.locator(".never-fired")).hasText("retail.hello.silent");
      button(page, "Tell the differences in words").click();
      assertThat(page.locator(".found-differences")).containsText("It says something else.");
      publish(page, "to be polite");
      putInForce(publisher, RuleDeskTest.bundle("bbb", 2, "rule \"Say good day\""));
      Locator orders = page.getByLabel("What came of it");
      assertThat(orders).containsText("In force: no. 2");
      assertThat(orders).containsText("Published number 2, rules bbb.");
      assertThat(page.locator(".versions li").first()).containsText("no. 2");
      assertThat(page.getByText("Changed here")).hasCount(0);
    }
  }

  private static void putInForce(KafkaProducer<String, byte[]> publisher, RuleBundle bundle)
      throws Exception {
    RuleDeskTest.send(publisher, Topic.RULE_HISTORY, Long.toString(bundle.number()), bundle);
    RuleDeskTest.send(publisher, Topic.RULES, "active", bundle.withCases(null));
  }

  @ParameterizedTest
  @CsvSource({"en, LIGHT", "en, DARK", "zh-TW, LIGHT", "zh-TW, DARK", "zh-CN, LIGHT"})
  void canBeReadByEverybody(String language, ColorScheme scheme) throws Exception {
    try (BrowserContext reader = chromium.visitor(scheme)) {
      RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("ben").proposes("grace");
      Page page = visit(reader, desk, language, RuleDeskStandIn.RULE);
      write(page, text(desk).replace("CartAbandoned(", "CartAbandonned("));
      assertThat(page.locator(".flaws li")).hasCount(1);
      PagesTest.keep(page, "desk-" + language + "-" + scheme.name().toLowerCase(Locale.ROOT));
      PagesTest.checkAccess(page);
    }
  }

  @Test
  void fitsAPhone() {
    try (BrowserContext phone = chromium.visitorWithPhone()) {
      RuleDeskStandIn desk = RuleDeskStandIn.ofAnAuthor("ben").proposes("grace");
      Page page = visit(phone, desk, "zh-TW", RuleDeskStandIn.RULE);
      button(page, "檢查").click();
      assertThat(page.getByText("檢查沒有發現問題。")).isVisible();
      PagesTest.keep(page, "desk-phone");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
  }

  private Page visit(RuleDeskStandIn desk, String file) {
    return visit(author, desk, "en", file);
  }

  private Page visit(BrowserContext by, RuleDeskStandIn desk, String language, String file) {
    desk.answer(by);
    String library = LIBRARY.replace("lang=en", "lang=" + language);
    return visit(by, "http://localhost:" + gateway.port() + library + file);
  }

  private Page visit(BrowserContext by, String address) {
    Page page = by.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(this::noteError);
    page.navigate(address);
    assertThat(page.locator(".cm-content")).isVisible();
    return page;
  }

  /** What the desk refuses is told by status, and is no fault of the page. */
  private void noteError(ConsoleMessage message) {
    if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
      errors.add(message.text());
    }
  }

  private static String text(RuleDeskStandIn desk) {
    return requireNonNull(desk.newest().get(RuleDeskStandIn.RULE));
  }

  private static void write(Page page, String text) {
    page.locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(text);
  }

  private static void publish(Page page, String why) {
    page.getByLabel("Why (for history and audit)").fill(why);
    button(page, "Publish").click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private static Locator inDialog(Page page, String name) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }
}
