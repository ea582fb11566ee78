package io.rtoto.bench;

import io.rtoto.bench.Visitors.Look;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.naming.Pseudonyms;
import java.util.Objects;

/**
 * By what a recommendation is known to answer a look: nobody looks at the same product twice, and
 * everybody is their browser's key.
 *
 * @param pseudonyms those of the job
 */
record Occasions(Pseudonyms pseudonyms) {
  /** Of a job with these settings. */
  static Occasions by(EngageSettings settings) {
    return new Occasions(new Pseudonyms(settings.identitySecret()));
  }

  /** That of a look. */
  String of(Look look) {
    return of(
        pseudonyms.customerId(pseudonyms.identifier(IdentifierType.ANONYMOUS_ID, look.visitor())),
        SampleCatalog.id(look.product()));
  }

  /** That of a recommendation. */
  String of(Decision recommendation) {
    return of(
        recommendation.customerId(),
        Objects.requireNonNull(
            recommendation.facts().get("productId"), "a recommendation tells what was looked at"));
  }

  private static String of(String customerId, String productId) {
    return customerId + " " + productId;
  }
}
