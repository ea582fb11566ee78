package io.rtoto.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.association.learning.Answer;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.association.learning.Blend;
import io.rtoto.jobs.association.learning.Look;
import io.rtoto.jobs.association.learning.ProductAssociations;
import io.rtoto.jobs.association.learning.Ranked;
import io.rtoto.jobs.association.learning.Ranked.Source;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.Candidate.Because;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.flow.CatalogChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the functions of the job recommend is what the learning alone does, which the benchmark
 * measures: they only carry it.
 */
final class SameRanksTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final AssociationSettings SETTINGS = AssociationSettings.DEFAULT;
  private static final int PRODUCTS = 12;
  private static final int VISITORS = 40;
  private static final int LOOKS = 600;

  private final AssociationRig rig = new AssociationRig(EngageSettings.defaults("nowhere:9092"));
  private final Map<String, ProductAssociations> products = new HashMap<>();
  private final Map<String, List<String>> earlier = new HashMap<>();
  private final Map<String, VisitAnswers> answers = new HashMap<>();

  SameRanksTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void theJobRecommendsWhatTheLearningAloneDoes() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < PRODUCTS; i++) {
      rig.changes(new CatalogChange("p" + i, entry("p" + i)));
    }
    for (int i = 0; i < LOOKS; i++) {
      String visitor = "v" + random.nextInt(VISITORS);
      String product = "p" + (int) (Math.pow(random.nextDouble(), 2) * PRODUCTS);
      Instant at = NOON.plusSeconds(i);
      assertThat(ofTheJob(rig.looks(visitor, product, at)))
          .as("look %d, of %s at %s", i, visitor, product)
          .isEqualTo(alone(visitor, product, at));
    }
  }

  private static List<String> ofTheJob(List<Candidate> candidates) {
    return candidates.stream()
        .filter(one -> one.because() == Because.VIEWED_TOGETHER)
        .map(Candidate::productId)
        .toList();
  }

  private List<String> alone(String visitor, String product, Instant at) {
    List<String> before = earlier.computeIfAbsent(visitor, none -> new ArrayList<>());
    Look look = new Look(visitor, product, before, at);
    ProductAssociations own = products.computeIfAbsent(product, none -> new ProductAssociations());
    own.isLookedAt(look, SETTINGS);
    Answer answer = own.answer(look, SETTINGS);
    VisitAnswers told =
        answers
            .getOrDefault(visitor, VisitAnswers.from(at))
            .seeing(new VisitAnswers.Told(product, answer.neighbours(), List.of(), at));
    answers.put(visitor, told);
    look.teaches(SETTINGS)
        .forEach(
            one ->
                products
                    .computeIfAbsent(one.productId(), none -> new ProductAssociations())
                    .isFollowed(look, one.distance(), SETTINGS));
    before.add(0, product);
    return Blend.ofSession(told.answers())
        .filter(one -> !one.productId().equals(product))
        .filter(one -> one.reasons().stream().anyMatch(why -> why.source() != Source.SEEN))
        .map(Ranked::productId)
        .toList();
  }

  private static CatalogEntry entry(String product) {
    return new CatalogEntry(product, Map.of(), "shoes", new Money(100, "USD"), 1, List.of());
  }
}
