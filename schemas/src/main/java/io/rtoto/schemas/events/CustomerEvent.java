package io.rtoto.schemas.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that happened between a customer and the shop. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ProductViewed.class, name = "ProductViewed"),
  @JsonSubTypes.Type(value = ProductAddedToCart.class, name = "ProductAddedToCart"),
  @JsonSubTypes.Type(value = ProductRemovedFromCart.class, name = "ProductRemovedFromCart"),
  @JsonSubTypes.Type(value = ProductWished.class, name = "ProductWished"),
  @JsonSubTypes.Type(value = ProductUnwished.class, name = "ProductUnwished"),
  @JsonSubTypes.Type(value = CheckoutStarted.class, name = "CheckoutStarted"),
  @JsonSubTypes.Type(value = CheckoutStepViewed.class, name = "CheckoutStepViewed"),
  @JsonSubTypes.Type(value = CouponDenied.class, name = "CouponDenied"),
  @JsonSubTypes.Type(value = PaymentFailed.class, name = "PaymentFailed"),
  @JsonSubTypes.Type(value = ProductFoundSoldOut.class, name = "ProductFoundSoldOut"),
  @JsonSubTypes.Type(value = OrderPlaced.class, name = "OrderPlaced"),
  @JsonSubTypes.Type(value = OrderCancelled.class, name = "OrderCancelled"),
  @JsonSubTypes.Type(value = OrderReturned.class, name = "OrderReturned"),
  @JsonSubTypes.Type(value = CustomerWrote.class, name = "CustomerWrote"),
  @JsonSubTypes.Type(value = AgentAnswered.class, name = "AgentAnswered"),
  @JsonSubTypes.Type(value = ConversationEnded.class, name = "ConversationEnded"),
  @JsonSubTypes.Type(value = CallbackRequested.class, name = "CallbackRequested"),
  @JsonSubTypes.Type(value = CallLogged.class, name = "CallLogged"),
  @JsonSubTypes.Type(value = StoreVisited.class, name = "StoreVisited"),
  @JsonSubTypes.Type(value = CreditLimitChanged.class, name = "CreditLimitChanged"),
  @JsonSubTypes.Type(value = ShipmentMoved.class, name = "ShipmentMoved"),
  @JsonSubTypes.Type(value = AgreementReported.class, name = "AgreementChanged"),
  @JsonSubTypes.Type(value = CustomerIdentified.class, name = "CustomerIdentified"),
  @JsonSubTypes.Type(value = ConsentChanged.class, name = "ConsentChanged"),
  @JsonSubTypes.Type(value = CustomerAliased.class, name = "CustomerAliased"),
  @JsonSubTypes.Type(value = CustomerGrouped.class, name = "CustomerGrouped"),
  @JsonSubTypes.Type(value = PageViewed.class, name = "PageViewed"),
  @JsonSubTypes.Type(value = OfferOutcomeReported.class, name = "OfferOutcomeReported"),
  @JsonSubTypes.Type(value = ActivityTracked.class, name = "ActivityTracked")
})
public sealed interface CustomerEvent
    permits ProductViewed,
        ProductAddedToCart,
        ProductRemovedFromCart,
        ProductWished,
        ProductUnwished,
        CheckoutStarted,
        CheckoutStepViewed,
        CouponDenied,
        PaymentFailed,
        ProductFoundSoldOut,
        OrderPlaced,
        OrderCancelled,
        OrderReturned,
        CustomerWrote,
        AgentAnswered,
        ConversationEnded,
        CallbackRequested,
        CallLogged,
        StoreVisited,
        CreditLimitChanged,
        ShipmentMoved,
        AgreementReported,
        CustomerIdentified,
        ConsentChanged,
        CustomerAliased,
        CustomerGrouped,
        PageViewed,
        OfferOutcomeReported,
        ActivityTracked {

  /** Its id, time and topic. */
  Occurrence occurrence();

  /** What it is, in one word, as in messages: the record's own name unless it says otherwise. */
  default String type() {
    return getClass().getSimpleName();
  }

  /** Calls the one case that fits. */
  <R> R fold(Cases<R> cases);

  /** One method for each kind of event; what is not told apart goes to {@link #otherwise}. */
  interface Cases<R> {
    /** Any event that the case at hand does not tell apart. */
    R otherwise(CustomerEvent event);

    default R productViewed(ProductViewed event) {
      return otherwise(event);
    }

    default R productAddedToCart(ProductAddedToCart event) {
      return otherwise(event);
    }

    default R productRemovedFromCart(ProductRemovedFromCart event) {
      return otherwise(event);
    }

    default R productWished(ProductWished event) {
      return otherwise(event);
    }

    default R productUnwished(ProductUnwished event) {
      return otherwise(event);
    }

    default R checkoutStarted(CheckoutStarted event) {
      return otherwise(event);
    }

    default R checkoutStepViewed(CheckoutStepViewed event) {
      return otherwise(event);
    }

    default R couponDenied(CouponDenied event) {
      return otherwise(event);
    }

    default R paymentFailed(PaymentFailed event) {
      return otherwise(event);
    }

    default R productFoundSoldOut(ProductFoundSoldOut event) {
      return otherwise(event);
    }

    default R orderPlaced(OrderPlaced event) {
      return otherwise(event);
    }

    default R orderCancelled(OrderCancelled event) {
      return otherwise(event);
    }

    default R orderReturned(OrderReturned event) {
      return otherwise(event);
    }

    default R customerWrote(CustomerWrote event) {
      return otherwise(event);
    }

    default R agentAnswered(AgentAnswered event) {
      return otherwise(event);
    }

    default R conversationEnded(ConversationEnded event) {
      return otherwise(event);
    }

    default R callbackRequested(CallbackRequested event) {
      return otherwise(event);
    }

    default R callLogged(CallLogged event) {
      return otherwise(event);
    }

    default R storeVisited(StoreVisited event) {
      return otherwise(event);
    }

    default R creditLimitChanged(CreditLimitChanged event) {
      return otherwise(event);
    }

    default R shipmentMoved(ShipmentMoved event) {
      return otherwise(event);
    }

    default R agreementReported(AgreementReported event) {
      return otherwise(event);
    }

    default R customerIdentified(CustomerIdentified event) {
      return otherwise(event);
    }

    default R consentChanged(ConsentChanged event) {
      return otherwise(event);
    }

    default R customerAliased(CustomerAliased event) {
      return otherwise(event);
    }

    default R customerGrouped(CustomerGrouped event) {
      return otherwise(event);
    }

    default R pageViewed(PageViewed event) {
      return otherwise(event);
    }

    default R offerOutcomeReported(OfferOutcomeReported event) {
      return otherwise(event);
    }

    default R activityTracked(ActivityTracked event) {
      return otherwise(event);
    }
  }
}
