package io.rtoto.jobs.intake;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;

/** Whether parameters make a model: whoever asks for it later shall get one. */
public final class SoundModel {
  private SoundModel() {}

  /**
   * Makes it once.
   *
   * @throws IllegalArgumentException when they are no parameters of any; the message says why
   */
  public static void require(ModelParameters parameters) {
    if (parameters instanceof AttritionParameters attrition) {
      FittedModel.of(attrition);
    } else if (parameters instanceof ReplenishmentParameters replenishment) {
      requireRegularity(replenishment);
      ReplenishmentModel.of(replenishment);
    }
  }

  private static void requireRegularity(ReplenishmentParameters parameters) {
    if (!(parameters.claimedAbove() >= ReplenishmentParameters.CLAIMED_ABOVE)) {
      throw new IllegalArgumentException(
          "claimedAbove is %s; expected %s or more, for who knows the usual interval knows next to nothing below it."
              .formatted(parameters.claimedAbove(), ReplenishmentParameters.CLAIMED_ABOVE));
    }
  }
}
