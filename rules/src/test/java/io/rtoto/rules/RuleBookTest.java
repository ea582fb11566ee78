package io.rtoto.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.Verdict.Withdrawn;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.Proposal.Alert;
import io.rtoto.rules.facts.Proposal.Note;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Proposal.Recommendation;
import io.rtoto.rules.facts.Proposal.Tag;
import io.rtoto.rules.facts.RecommendationReady;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.settings.TagSettings;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

final class RuleBookTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
  private static final RuleBook BOOK =
      RuleBook.load(RuleCompiler.compile(LIBRARY, "test", null, Instant.EPOCH));

  private static final CartAbandoned CART = new CartAbandoned(1, 2, 100, "USD", 30, "unknown");
  private static final String OFFER = "insert( new Offer( \"reminder\", 10 ) );";
  private static final Customer REGULAR =
      new Customer(7, 150_000, "USD", 90, 400, "en", true, "gold", "", List.of(), 0, "");

  @Test
  void takesATagThatThereIsNoneOfForAFailureOfItsRule() {
    Proposed known = new Proposed("a", new Tag("known"));
    Proposed unknown = new Proposed("b", new Tag("unknown"));
    Verdict said = new Verdict(List.of(known, unknown), List.of(), List.of());
    TagSettings tags = new TagSettings(Map.of("known", new TagSettings.Tag("it", "us", "risk", 1)));
    assertThat(said.governedBy(tags))
        .isEqualTo(
            new Verdict(
                List.of(known), List.of(), List.of(new Failure("b", "proposed an unknown tag"))));
  }

  @Test
  void offersWhatTheCartIsWorth() {
    try (RuleBook.Reader reader = BOOK.reader()) {
      assertThat(
              reader
                  .ask(new CartAbandoned(1, 2, 7_000, "USD", 30, "unknown"), List.of(REGULAR))
                  .proposed())
          .containsExactly(
              new Proposed("retail.cart_abandoned.on_record", new Note("abandoned-cart")),
              new Proposed(
                  "retail.cart_abandoned.rescue.free_delivery", new Offer("free-delivery", 20)));
      assertThat(
              reader
                  .ask(new CartAbandoned(1, 2, 100, "USD", 30, "unknown"), List.of(REGULAR))
                  .proposed())
          .extracting(proposed -> proposed.proposal().name())
          .containsExactly("abandoned-cart", "reminder");
    }
  }

  @Test
  void recommendsWhatGoesWithTheProduct() {
    try (RuleBook.Reader reader = BOOK.reader()) {
      RecommendationReady ready = new RecommendationReady("shoes", "footwear", List.of("socks"));
      Candidates listed = new Candidates(List.of("socks"), "goes-with-it");
      for (int i = 0; i < 3; i++) {
        assertThat(reader.ask(ready, List.of(REGULAR, listed)).proposed())
            .contains(
                new Proposed(
                    "retail.recommendation_ready.strip.goes_with_it",
                    new Recommendation("goes-with-it", 25, List.of("socks"))));
        assertThat(reader.ask(CART, List.of(listed)).proposed())
            .noneMatch(one -> one.proposal() instanceof Recommendation);
      }
    }
  }

  @Test
  void makesOneStripOfWhatARuleRecommendsProductByProduct() {
    RuleLibrary library =
        new RuleLibrary(
            Map.of(
                "retail/recommendation_ready/cheap.drl",
                """
            package retail.recommendation_ready

            rule "Propose what is cheap"
                @id("retail.recommendation_ready.cheap")
                @owner("tests") @since("2026-11-26")
                agenda-group "propose"
            when
                RecommendationReady()
                RecommendedProduct( priceMinor <= 500, $product : productId )
            then
                insert( new Recommendation( "cheap", 10, List.of( $product ) ) );
            end

            rule "Stay silent about pens"
                @id("retail.recommendation_ready.cheap.no_pens")
                @owner("tests") @since("2026-11-26")
                agenda-group "guard"
            when
                RecommendationReady()
                $strip : Recommendation( products contains "pen" )
            then
                delete( $strip );
            end
            """));
    RuleBundle bundle = RuleCompiler.compile(library, "test", null, Instant.EPOCH);
    List<Object> facts =
        Stream.of("mug", "cup", "pen", "bowl", "pot", "hat")
            .<Object>map(
                one ->
                    new RecommendedProduct(
                        one, "popular", "kitchen", one.equals("pot") ? 900 : 400, "USD"))
            .toList();
    try (RuleBook.Reader reader = RuleBook.load(bundle).reader()) {
      Verdict verdict = reader.ask(new RecommendationReady("tea", "food", List.of("mug")), facts);
      assertThat(verdict.proposed())
          .containsExactly(
              new Proposed(
                  "retail.recommendation_ready.cheap",
                  new Recommendation("cheap", 10, List.of("mug", "cup", "bowl", "hat"))));
      assertThat(verdict.withdrawn())
          .extracting(one -> one.proposed().proposal())
          .containsExactly(new Recommendation("cheap", 10, List.of("pen")));
    }
  }

  @Test
  void alertsTheOwnerOfARegular() {
    try (RuleBook.Reader reader = BOOK.reader()) {
      assertThat(
              reader
                  .ask(new AttritionRisen("rhythm", 7, 10, 21, 20, 100, 0), List.of(REGULAR))
                  .proposed())
          .containsExactly(
              new Proposed(
                  "retail.attrition_risen.rhythm_broken.spent_much",
                  new Alert("rhythm-broken", 30)));
    }
  }

  @Test
  void tellsWhichGuardWithdrewAProposal() {
    RuleBook book =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .with(
                "common/guards",
                "quiet",
                "Stay silent to a customer who is new",
                Phase.GUARD,
                "Customer( orders == 0 )\n    $offer : Offer()",
                "delete( $offer );")
            .book();
    Proposed reminder = new Proposed("retail.cart_abandoned.remind", new Offer("reminder", 10));
    Customer stranger = new Customer(0, 0, "", 1, 0, "", false, "", "", List.of(), 0, "");
    try (RuleBook.Reader reader = book.reader()) {
      for (int i = 0; i < 3; i++) {
        assertThat(reader.ask(CART, List.of(stranger)))
            .isEqualTo(
                new Verdict(
                    List.of(), List.of(new Withdrawn(reminder, "common.guards.quiet")), List.of()));
        assertThat(reader.ask(CART, List.of(REGULAR)))
            .isEqualTo(new Verdict(List.of(reminder), List.of(), List.of()));
      }
    }
  }

  @Test
  void letsARuleStateWhatItsOfferIsWorthAndTellsWhoOwnsIt() {
    RuleBook book =
        new Library()
            .with(
                "coat",
                "Propose a coat",
                Phase.PROPOSE,
                "CartAbandoned( $worth : worthMinor )",
                "insert( new Offer( \"coat\", 20, $worth ) );")
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      assertThat(reader.ask(CART, List.of(REGULAR)).proposed())
          .containsExactly(new Proposed("retail.cart_abandoned.coat", new Offer("coat", 20, 100)));
    }
    assertThat(book.ownerOf("retail.cart_abandoned.coat")).isNotEmpty();
    assertThat(book.ownerOf("retail.cart_abandoned.gone")).isEmpty();
  }

  @Test
  void hearsThePhasesInTheirOrderWhateverTheFilesAreCalled() {
    RuleBook book =
        new Library()
            .with(
                "a_prefer",
                "Prefer the greater offer",
                Phase.CHOOSE,
                "CartAbandoned()\n    Offer( $best : priority )\n    $less : Offer( priority < $best )",
                "delete( $less );")
            .with(
                "b_guard",
                "Stay silent about vouchers",
                Phase.GUARD,
                "CartAbandoned()\n    $voucher : Offer( name == \"voucher\" )",
                "delete( $voucher );")
            .with("c_remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .with(
                "d_voucher",
                "Propose a voucher",
                Phase.PROPOSE,
                "CartAbandoned()",
                "insert( new Offer( \"voucher\", 90 ) );")
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      Verdict verdict = reader.ask(CART, List.of(REGULAR));
      assertThat(verdict.proposed())
          .extracting(Proposed::rule)
          .containsExactly("retail.cart_abandoned.c_remind");
      assertThat(verdict.withdrawn())
          .extracting(Withdrawn::guard)
          .containsExactly("retail.cart_abandoned.b_guard");
    }
  }

  @Test
  void hearsTheOthersWhereARuleRunsAway() {
    RuleBook book =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .with(
                "runaway",
                "Propose more and more",
                Phase.PROPOSE,
                "CartAbandoned()\n    Offer()",
                "insert( new Offer( \"more\", 1 ) );")
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      for (int i = 0; i < 2; i++) {
        Verdict verdict = reader.ask(CART, List.of(REGULAR));
        assertThat(verdict.proposed())
            .extracting(Proposed::rule)
            .containsExactly("retail.cart_abandoned.remind");
        assertThat(verdict.failures())
            .containsExactly(new Failure("retail.cart_abandoned.runaway", "fired without end"));
      }
    }
  }

  @Test
  void hearsTheOthersWhereAConditionThrows() {
    RuleBook book =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .with(
                "listed",
                "Propose what is listed",
                Phase.PROPOSE,
                "CartAbandoned()\n    Candidates( products contains \"socks\" )",
                "insert( new Offer( \"socks\", 1 ) );")
            .book();
    Candidates broken = new Candidates(new ThrowingList(), "goes-with-it");
    try (RuleBook.Reader reader = book.reader()) {
      Verdict verdict = reader.ask(CART, List.of(REGULAR, broken));
      assertThat(verdict.proposed())
          .extracting(Proposed::rule)
          .containsExactly("retail.cart_abandoned.remind");
      assertThat(verdict.failures())
          .containsExactly(
              new Failure("retail.cart_abandoned.listed", "UnsupportedOperationException"));
    }
  }

  @Test
  void letsNothingPastAGuardThatThrows() {
    RuleBook book =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .with(
                "note",
                "Propose to remember it",
                Phase.PROPOSE,
                "CartAbandoned()",
                "insert( new Note( \"abandoned-cart\" ) );")
            .with(
                "common/guards",
                "listed",
                "Stay silent about socks",
                Phase.GUARD,
                "Candidates( products contains \"socks\" )\n    $offer : Offer()",
                "delete( $offer );")
            .book();
    Candidates broken = new Candidates(new ThrowingList(), "goes-with-it");
    try (RuleBook.Reader reader = book.reader()) {
      Verdict verdict = reader.ask(CART, List.of(broken));
      assertThat(verdict.proposed())
          .extracting(Proposed::rule)
          .containsExactly("retail.cart_abandoned.note");
      assertThat(verdict.withdrawn())
          .extracting(Withdrawn::guard)
          .containsExactly("common.guards.listed");
    }
  }

  @Test
  void isSilentAtAMomentWithoutRules() {
    RuleBook book =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      assertThat(reader.ask(new AttritionRisen("rhythm", 4, 10, 20, 20, 100, 0), List.of(REGULAR)))
          .isSameAs(Verdict.SILENCE);
    }
  }

  @Test
  void isReadByTwoThreadsAtOnce() throws Exception {
    Callable<Long> reading =
        () -> {
          try (RuleBook.Reader reader = BOOK.reader()) {
            return IntStream.range(0, 20_000)
                .filter(
                    i -> {
                      Verdict verdict =
                          reader.ask(
                              new CartAbandoned(1, 1, i, "USD", 30, "unknown"), List.of(REGULAR));
                      String expected = i < 5_000 ? "reminder" : "free-delivery";
                      return verdict.proposed().size() == 2
                          && verdict.proposed().get(1).proposal().name().equals(expected);
                    })
                .count();
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Long> right : threads.invokeAll(List.of(reading, reading))) {
        assertThat(right.get()).isEqualTo(20_000);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void leavesNothingBehindWhenAVersionIsDropped() {
    List<WeakReference<RuleBook>> dropped = new ArrayList<>();
    for (int version = 0; version < 50; version++) {
      RuleBook book =
          new Library()
              .with(
                  "remind",
                  "Propose a reminder",
                  Phase.PROPOSE,
                  "CartAbandoned( items > " + version + " )",
                  OFFER)
              .book();
      try (RuleBook.Reader reader = book.reader()) {
        assertThat(
                reader.ask(new CartAbandoned(1, 99, 1, "USD", 30, "unknown"), List.of()).proposed())
            .hasSize(1);
      }
      dropped.add(new WeakReference<>(book));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(dropped.stream().filter(book -> book.get() != null)).hasSizeLessThan(2);
            });
  }

  @Test
  @SuppressWarnings("NullAway") // Facts that a broken producer might hand over.
  void hearsTheOthersWhereARuleProposesWhatIsNone() {
    RuleBook book =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .with(
                "listed",
                "Propose what is listed",
                Phase.PROPOSE,
                "CartAbandoned()\n    Candidates( $products : products, $because : because )",
                "insert( new Recommendation( $because, 1, $products ) );")
            .book();
    try (RuleBook.Reader reader = book.reader()) {
      for (Candidates torn :
          List.of(
              new Candidates(null, "goes-with-it"),
              new Candidates(Collections.singletonList(null), "goes-with-it"),
              new Candidates(List.of("socks"), null),
              new Candidates(List.of("socks"), " "))) {
        Verdict verdict = reader.ask(CART, List.of(torn));
        assertThat(verdict.proposed())
            .extracting(Proposed::rule)
            .containsExactly("retail.cart_abandoned.remind");
        assertThat(verdict.failures())
            .extracting(Failure::rule)
            .containsExactly("retail.cart_abandoned.listed");
      }
      assertThat(reader.ask(CART, List.of(new Candidates(List.of("socks"), "like"))).failures())
          .isEmpty();
    }
  }

  @Test
  void letsNoProposalBeWithoutItsName() {
    for (String none : Arrays.asList(null, "", " ")) {
      for (ThrowingCallable proposal :
          List.<ThrowingCallable>of(
              () -> new Offer(none, 1),
              () -> new Alert(none, 1),
              () -> new Note(none),
              () -> new Recommendation(none, 1, List.of("socks")))) {
        assertThatThrownBy(proposal).hasMessageStartingWith("A proposal");
      }
    }
  }

  @Test
  void refusesABundleThatTellsOfRulesAndHoldsNone() {
    RuleBundle whole =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .bundle();
    assertThatThrownBy(() -> RuleBook.load(with(whole, Map.of(), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not hold: retail.cart_abandoned.remind.");
  }

  @Test
  void refusesABundleThatWasCutShort() {
    RuleBundle whole =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .bundle();
    assertThatThrownBy(() -> RuleBook.load(with(whole, Map.of(), whole.models())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe it was cut short.");
  }

  @Test
  void refusesABundleWithHoles() {
    RuleBundle whole =
        new Library()
            .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
            .bundle();
    Map<String, byte[]> holed = new HashMap<>(whole.classes());
    holed.put("retail.cart_abandoned.Hole", null);
    for (RuleBundle torn :
        List.of(
            with(whole, holed, whole.models()),
            with(whole, whole.classes(), Collections.singletonList(null)))) {
      assertThatThrownBy(() -> RuleBook.load(torn))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(whole.version())
          .hasMessageContaining("NullPointerException");
    }
  }

  @Test
  void refusesABundleWhoseModelThrowsWhenItIsAsked() {
    ClassWriter model = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    model.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC,
        "retail/cart_abandoned/Empty",
        null,
        "java/lang/Object",
        new String[] {"org/drools/model/Model"});
    MethodVisitor constructor = model.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
    model.visitEnd();
    String name = "retail.cart_abandoned.Empty";
    RuleBundle bundle =
        with(
            new Library()
                .with("remind", "Propose a reminder", Phase.PROPOSE, "CartAbandoned()", OFFER)
                .bundle(),
            Map.of(name, model.toByteArray()),
            List.of(name));

    assertThatThrownBy(() -> RuleBook.load(bundle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AbstractMethodError");
  }

  private static RuleBundle with(
      RuleBundle whole, Map<String, byte[]> classes, List<String> models) {
    return new RuleBundle(
        whole.version(),
        null,
        whole.author(),
        whole.publishedAt(),
        whole.sources(),
        classes,
        models,
        whole.rules(),
        whole.tags());
  }

  @Test
  void travelsAsJson() throws IOException {
    RuleBundle bundle = RuleCompiler.compile(LIBRARY, "test", "0123456789ab", Instant.EPOCH);
    Messages<RuleBundle> codec = Messages.of(RuleBundle.class);
    RuleBundle arrived = codec.read(codec.write(bundle));
    assertThat(arrived.version()).isEqualTo(BOOK.version());
    assertThat(arrived.rules()).isEqualTo(bundle.rules());
    try (RuleBook.Reader reader = RuleBook.load(arrived).reader()) {
      assertThat(reader.ask(CART, List.of(REGULAR)).proposed()).hasSize(2);
    }
  }

  /** A list that a broken producer might hand over. */
  private static final class ThrowingList extends AbstractList<String> {
    @Override
    public String get(int index) {
      throw new UnsupportedOperationException("anna@example.com");
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
