package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Proposal.Tag;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.customers.CustomerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TagTest {
  private static final String DEAR = "price-sensitive";
  private static final Duration A_WEEK = Duration.ofDays(7);
  private static final ContactSettings ONCE_A_DAY =
      LibrarySettings.in(
              Map.of(
                  "contact.yaml",
                  """
                  tags: {price-sensitive: {most: 1, inDays: 1}}
                  offers: {parcel: {purpose: service}}
                  """))
          .contact();

  @Test
  void isKnownToLaterMomentsUntilItHoldsNoLonger() {
    FixedRules rules = noting();
    Story story = Story.of(ANNA, rules).then(ANNA.views(SHOES, NOON));
    rules.forget();
    story.then(ANNA.views(SHOES, NOON.plus(A_WEEK).minusMillis(1)));
    story.then(ANNA.views(SHOES, NOON.plus(A_WEEK)));
    assertThat(rules.factsTold())
        .extracting(facts -> ((Customer) facts.get(0)).tags())
        .containsExactly(List.of(), List.of(DEAR), List.of());
  }

  @Test
  void holdsFromWhenItIsNotedLast() {
    Story story = Story.of(ANNA, noting());
    story.then(ANNA.views(SHOES, NOON.plusSeconds(60))).then(ANNA.views(SHOES, NOON));
    assertThat(tags(story, NOON.plus(A_WEEK)))
        .containsExactly(
            new CustomerSnapshot.Tag(
                DEAR, "a", NOON.plusSeconds(60), NOON.plusSeconds(60).plus(A_WEEK)));
    assertThat(tags(story, NOON.plusSeconds(60).plus(A_WEEK))).isEmpty();
  }

  @Test
  void capsWhatIsSaidToWhoBearsIt() {
    FixedRules rules =
        new FixedRules()
            .knowing(DEAR, 7)
            .under(ONCE_A_DAY)
            .propose("a", new Offer("mug", 1))
            .propose("b", new Offer("parcel", 1));
    Story story = Story.of(ANNA, rules).then(ANNA.views(SHOES, NOON));
    assertThat(outcomes(story)).as("nobody bears it").containsExactly("chosen", "outranked");
    rules.forget().propose("a", new Tag(DEAR)).propose("a", new Offer("mug", 1));
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(5))));
    assertThat(outcomes(story)).as("it was not borne before").containsExactly("chosen", "chosen");
    rules.forget().propose("a", new Offer("mug", 1));
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(10))));
    assertThat(outcomes(story)).as("not noted when the second was sent").containsExactly("chosen");
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(15))));
    assertThat(outcomes(story)).containsExactly("capped");
    rules.propose("b", new Offer("parcel", 1));
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(20))));
    assertThat(outcomes(story)).as("service").containsExactly("capped", "chosen");
  }

  @Test
  void capsAlsoWhoeverBearsMoreTagsThanMayHaveACap() {
    FixedRules rules =
        new FixedRules().knowing(DEAR, 7).under(ONCE_A_DAY).propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules);
    for (String tag : List.of("a", "b", "c", "d", DEAR)) {
      Tags borne = new Tags(List.of(new Tags.Tag(tag, "a", NOON, NOON.plus(A_WEEK))));
      story.remembers(story.memory().with(Remark.tagged(ANNA.browser(), borne)));
    }
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(5))));
    assertThat(outcomes(story)).containsExactly("chosen");
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(10))));
    assertThat(outcomes(story)).containsExactly("capped");
  }

  private static List<String> outcomes(Story story) {
    Heard last = story.heard().get(story.heard().size() - 1);
    return last.rulings().stream().map(Ruling::outcome).toList();
  }

  @Test
  void goesWithTheIdentifierThatItWasNotedUpon() throws Exception {
    CustomerMemory ordered =
        CustomerMemory.of(ANNA.browser()).apply(ANNA.orders(NOON, SHOES).event());
    try (Journey journey = Journey.live().rules(Rules.NOTING).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES));
      journey.puts(ANNA, ANNA.account(), CustomerMemory.of(ANNA.account()));
      assertThat(last(journey).tags()).extracting(CustomerSnapshot.Tag::name).containsExactly(DEAR);
      journey.retracts(ANNA, ANNA.browser(), BERT).puts(BERT, ANNA.browser(), ordered);
      Remark remark = journey.remarks().get(0);
      journey.isTold(new ContributionRemarked(BERT.id(), remark));
      journey.takes(BERT.orders(NOON.plusSeconds(9), SHOES));
      assertThat(last(journey).customerId()).isEqualTo(BERT.id());
      assertThat(last(journey).tags())
          .extracting(CustomerSnapshot.Tag::since)
          .containsExactly(NOON);
    }
  }

  private static CustomerSnapshot last(Journey journey) {
    return journey.customers().get(journey.customers().size() - 1);
  }

  private static List<CustomerSnapshot.Tag> tags(Story story, Instant now) {
    return Portrait.of("anna", story.memory(), story.open(), Standards.DEFAULT, now).tags();
  }

  private static FixedRules noting() {
    return new FixedRules().knowing(DEAR, 7).propose("a", new Tag(DEAR));
  }
}
