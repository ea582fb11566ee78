package io.rtoto.schemas.flow;

import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is in force for all customers from now on. */
public sealed interface Publication {

  /**
   * Rules.
   *
   * @param bundle the rules
   */
  record Rules(RuleBundle bundle) implements Publication {}

  /**
   * Rules that decide beside those in force, muted.
   *
   * @param bundle the rules; null ends it
   */
  record Shadow(@Nullable RuleBundle bundle) implements Publication {}

  /**
   * A model: of who comes back, or of how long products last.
   *
   * @param parameters its parameters
   * @param publishedAt when
   */
  record Model(ModelParameters parameters, Instant publishedAt) implements Publication {}

  /**
   * A product cannot be delivered, or can be again.
   *
   * @param productId the product
   * @param soldOut whether it cannot
   */
  record Supply(String productId, boolean soldOut) implements Publication {}
}
