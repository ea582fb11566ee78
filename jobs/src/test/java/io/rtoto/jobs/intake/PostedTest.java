package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostedTest {
  private static final String BUNDLE =
      """
      {"version":"1","parent":null,"author":"a","publishedAt":"2026-11-23T12:00:00Z",
       "sources":{"a":"b"},"classes":{"a.B":"AQ=="},"models":["a.B"],"rules":[]}
      """;

  @Test
  void readsAnEntryAndFillsInWhatItLeavesOut() {
    Posted<CatalogChange> posted = catalog("boots", "{\"productId\":\"boots\"}");

    assertThat(posted.refused()).isNull();
    assertThat(posted.sound()).isNotNull();
    assertThat(posted.sound().entry()).isNotNull();
    assertThat(posted.sound().entry().companions()).isEmpty();
    assertThat(posted.sound().entry().names()).isEmpty();
  }

  @Test
  void takesATombstoneForTheEndOfAProduct() {
    assertThat(catalog("boots", null).sound()).isEqualTo(new CatalogChange("boots", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "no json", "{\"productId\":\"wax\"}"})
  void refusesWhatIsNoEntryOfItsKey(String message) {
    Posted<CatalogChange> posted = catalog("boots", message);

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.SCHEMA);
    assertThat(posted.refused().original()).isEqualTo(message);
  }

  @Test
  void refusesAnEntryWithoutAKey() {
    Posted<CatalogChange> posted = catalog(null, "{\"productId\":\"boots\"}");

    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().detail()).contains("no key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "companions":[null]           | /companions/0: expected a product's id, got null.
          "companions":["socks",null]   | /companions/1: expected a product's id, got null.
          "companions":["socks"," "]    | /companions/1: expected a product's id, got " ".
          "companions":["a\\u0000"]      | /companions/0: expected a product's id, got "a?".
          "companions":["a\\ud83d"]      | /companions/0: expected a product's id, got "a?".
          "names":{"en":"b","de":null}  | /names/de: expected a text, got null.
          """)
  void refusesAnEntryWithAHoleInIt(String part, String detail) {
    Posted<CatalogChange> posted = catalog("boots", "{\"productId\":\"boots\"," + part + "}");

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.SCHEMA);
    assertThat(posted.refused().detail()).isEqualTo(detail);
  }

  @Test
  void takesAHundredCompanionsEvenTheSameTwiceAndNotOneMore() {
    String hundred = String.join(",", Collections.nCopies(100, "\"socks\""));
    String entry = "{\"productId\":\"boots\",\"companions\":[%s]}";

    assertThat(catalog("boots", entry.formatted(hundred)).refused()).isNull();
    Posted<CatalogChange> tooMany = catalog("boots", entry.formatted(hundred + ",\"wax\""));
    assertThat(tooMany.refused()).isNotNull();
    assertThat(tooMany.refused().detail())
        .startsWith("/companions: expected 100 at most, got 101.");
  }

  @ParameterizedTest
  @CsvSource({"Active, '\"Active\"'", "2026-11, '\"2026-11\"'", "'', '\"\"'", ", missing"})
  void refusesABundleThatIsNotUnderTheKeyOfTheRulesInForce(@Nullable String key, String told) {
    Posted<RuleBundle> posted = PostedPublications.ruleBundle(posting(key, BUNDLE));

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.SCHEMA);
    assertThat(posted.refused().detail())
        .isEqualTo(
            "The message's key is %s; expected \"active\", the key of the rules in force."
                .formatted(told));
  }

  @Test
  void readsAWholeBundle() {
    assertThat(PostedPublications.ruleBundle(posting("active", BUNDLE)).sound()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "classes":{"a.B":"AQ=="} | "classes":{"a.B":null}
          "models":["a.B"]         | "models":[null]
          "sources":{"a":"b"}      | "sources":{"a":null}
          "rules":[]               | "rules":[null]
          "rules":[]               | "rules":[{"id":"a"}]
          "rules":[]               | "rules":null
          """)
  void refusesABundleWithAHoleInIt(String sound, String torn) {
    assertThat(BUNDLE).contains(sound);
    Posted<RuleBundle> posted =
        PostedPublications.ruleBundle(posting("active", BUNDLE.replace(sound, torn)));

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.SCHEMA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "7", "no json", "{\"version\":\"1\",\"classes\":{}}"})
  void refusesABundleThatIsNotWhole(String message) {
    assertThat(PostedPublications.ruleBundle(posting("active", message)).sound()).isNull();
  }

  private static final String ERASED =
      """
      {"command":"IdentifierErased","identifier":{"type":"email","hash":"0123456789abcdef0123456789abcdef"},
       "upTo":"2026-11-26T09:00:00Z","author":"ops","why":"asked","at":"2026-11-26T09:00:00Z"}
      """;

  @Test
  void readsAWholeCommandAboutAnIdentity() {
    assertThat(command(ERASED).sound())
        .extracting(IdentityCommand::identifier)
        .isEqualTo(new Identifier(IdentifierType.EMAIL, "0123456789abcdef0123456789abcdef"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "IdentifierErased" | "Forget"
          "email"            | "nickname"
          "0123456789abcdef0 | "0
          "01234             | "0123F
          "author":"ops",    | ``
          09:00:00Z          | soon
          """)
  void refusesACommandAboutAnIdentityThatIsNotWhole(String sound, String torn) {
    assertThat(ERASED).contains(sound);
    Posted<IdentityCommand> posted = command(ERASED.replace(sound, torn));

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.SCHEMA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-26T09:00:00.001Z | 2026-11-26T09:00:00Z
          2026-11-26T09:00:00.001Z | 9999-01-01T00:00:00Z
          1969-12-31T23:59:59Z     | 2026-11-26T09:00:00Z
          -999999-01-01T00:00:00Z  | 2026-11-26T09:00:00Z
          """)
  void refusesToForgetWhatIsStillToComeOrNeverWas(String upTo, String at) {
    String order = ERASED.replaceFirst("2026-11-26T09:00:00Z", upTo);
    Posted<IdentityCommand> posted =
        command(order.replaceFirst("\"at\":\"[^\"]*", "\"at\":\"" + at));

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.TIME_OUT_OF_RANGE);
    assertThat(posted.refused().detail())
        .isEqualTo(
            "/upTo: expected a time from 1970 on, and 2026-11-26T09:00:00Z at the latest, when it"
                + " was ordered or any event ends, got "
                + upTo
                + ". Maybe it is to be ordered again later.");
  }

  private static final String MODEL =
      """
      {"model":"bgnbd","timeUnit":"weeks","parameters":{"r":0.2,"alpha":4.4,"a":0.8,"b":2.4},
       "horizonWeeks":39.0,"logLikelihood":-9582.4,"customers":2357,"repeatCustomers":946,
       "from":"1997-01-01T00:00:00Z","to":"1997-10-01T00:00:00Z"}
      """;

  @Test
  void readsAModel() {
    Posted<Publication> posted = published("models", "attrition", MODEL);

    assertThat(posted.refused()).isNull();
    assertThat(posted.sound())
        .isInstanceOfSatisfying(
            Publication.Model.class,
            model ->
                assertThat(((AttritionParameters) model.parameters()).parameters())
                    .containsEntry("alpha", 4.4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "alpha":4.4,     | ``                | The message is no model: The parameter alpha of BG/NBD is missing.
          "alpha":4.4      | "alpha":-1        | The message is no model: The parameter alpha of BG/NBD is -1.0; expected more than 0.
          "bgnbd"          | "guess"           | The message is no model: The model is guess; expected one of bgnbd, mbgnbd, paretonbd.
          "weeks"          | "days"            | The message is no model: The unit of time is days; expected weeks.
          "horizonWeeks":39.0, | ``            | The message is no model: The horizon is 0.0 weeks; expected above 0 and at most 520.
          "parameters"     | "parametres"      | The message is no model: The parameter r of BG/NBD is missing.
          "customers"      | "spend":{"p":1,"q":2,"v":3},"customers" | The message is no model: What a purchase comes to is told in no currency; expected one of ISO 4217.
          "customers"      | "spend":{"currency":"EUR","p":1,"q":1,"v":3},"customers" | The message is no model: The parameter q of Gamma-Gamma is 1.0; expected more than 1.
          {"model"         | {"model           | The message is no model: it is unreadable.
          """)
  void refusesAModelThatForetellsNothing(String sound, String wrong, String told) {
    assertThat(MODEL).contains(sound);
    Posted<Publication> posted =
        published("models", "attrition", MODEL.replaceFirst(Pattern.quote(sound), wrong));

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.SCHEMA);
    assertThat(posted.refused().detail()).isEqualTo(told);
  }

  @Test
  void refusesAModelUnderAnotherKeyAndATombstone() {
    assertThat(published("models", "active", MODEL).refused())
        .isNotNull()
        .extracting(DeadLetter::detail)
        .isEqualTo(
            "The message's key is \"active\"; expected \"attrition\", the key of the model in"
                + " force.");
    assertThat(published("models", "attrition", null).refused())
        .isNotNull()
        .extracting(DeadLetter::reason)
        .isEqualTo(Reason.TOMBSTONE);
  }

  @Test
  void readsAModelOfHowLongProductsLastUnderItsOwnKeyOnly() {
    String lasting =
        """
        {"model":"replenishment","timeUnit":"days","claimedAbove":1.5,
         "categories":[{"category":"coffee","pairs":90,"k":2.0},{"category":"garden","pairs":3}],
         "products":[{"productId":"beans","category":"coffee","days":20,"customers":9,"packSize":1}],
         "leftOut":0,"customers":99,"from":"2026-01-01T00:00:00Z","to":"2026-10-01T00:00:00Z"}
        """;
    assertThat(published("models", "replenishment", lasting).sound())
        .isInstanceOfSatisfying(
            Publication.Model.class,
            model -> assertThat(model.parameters()).isInstanceOf(ReplenishmentParameters.class));
    assertThat(refusal("attrition", lasting)).contains("; expected \"replenishment\", the key of");
    assertThat(refusal("replenishment", MODEL)).contains("; expected \"attrition\", the key of");
    assertThat(refusal("replenishment", lasting.replace("\"coffee\",\"days", "\"garden\",\"days")))
        .isEqualTo(
            "The message is no model: The product beans is of category garden, whose k is not told"
                + " or too small; expected above 1.5.");
    assertThat(refusal("replenishment", lasting.replace("products", "goods")))
        .contains("Categories or products are missing");
  }

  private static String refusal(String key, String model) {
    Posted<Publication> posted = published("models", key, model);
    assertThat(posted.refused()).isNotNull();
    return posted.refused().detail();
  }

  @Test
  void takesWhatComesOnTheTopicOfTheRulesForRules() {
    assertThat(published("rules", "active", BUNDLE).sound()).isInstanceOf(Publication.Rules.class);
    assertThat(published("rules", "attrition", MODEL).sound()).isNull();
  }

  private static Posted<Publication> published(String topic, String key, @Nullable String message) {
    byte[] bytes = message == null ? null : message.getBytes(StandardCharsets.UTF_8);
    return PostedPublications.publication(
        new Posting(key, new Arrival(topic, 0, 0, bytes), Instant.EPOCH));
  }

  private static Posted<IdentityCommand> command(String message) {
    return PostedCommands.command(posting("ab", message), Instant.parse("2026-11-26T09:00:00Z"));
  }

  private static Posted<CatalogChange> catalog(@Nullable String key, @Nullable String message) {
    return PostedCatalog.change(posting(key, message));
  }

  private static Posting posting(@Nullable String key, @Nullable String message) {
    byte[] bytes = message == null ? null : message.getBytes(StandardCharsets.UTF_8);
    return new Posting(key, new Arrival("catalog", 0, 0, bytes), Instant.EPOCH);
  }
}
