package io.rtoto.schemas.flow;

import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;

/** What is in force for all customers from now on. */
public sealed interface Publication {

  /**
   * Rules.
   *
   * @param bundle the rules
   */
  record Rules(RuleBundle bundle) implements Publication {}

  /**
   * A model of who comes back.
   *
   * @param parameters its parameters
   * @param publishedAt when
   */
  record Model(AttritionParameters parameters, Instant publishedAt) implements Publication {}

  /**
   * A product cannot be delivered, or can be again.
   *
   * @param productId the product
   * @param soldOut whether it cannot
   */
  record Supply(String productId, boolean soldOut) implements Publication {}
}
