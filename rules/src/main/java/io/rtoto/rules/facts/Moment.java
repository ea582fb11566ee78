package io.rtoto.rules.facts;

/**
 * An occasion at which the rules are asked: the first pattern of each of their conditions. None has
 * a field {@code name}: it would take the place of the moment's own.
 */
public sealed interface Moment
    permits ProductViewed,
        RecommendationReady,
        CartChanged,
        CheckoutStarted,
        CustomerWrote,
        CallbackRequested,
        OrderPlaced,
        FirstOrder,
        NthOrder,
        OrderReturned,
        CartAbandoned,
        CheckoutStalled,
        QuestionUnanswered,
        SessionEnded,
        Birthday,
        Wakeup,
        ReplenishmentDue,
        AttritionRisen,
        Dormant,
        TierChanged,
        AgreementChanged,
        AgreementStarting,
        AgreementEnding,
        AgreementUnused {
  /** The moment's name, as in journal, decisions and the folders of the library. */
  default String name() {
    return nameOf(getClass());
  }

  /** The product that the customer may want to buy now; empty where it is about none of them. */
  default String product() {
    return "";
  }

  /** The name of the moments of that type. */
  static String nameOf(Class<? extends Moment> type) {
    return type.getSimpleName();
  }
}
