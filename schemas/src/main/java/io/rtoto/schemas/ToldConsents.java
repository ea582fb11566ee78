package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a customer allows, in the two forms of the Segment spec: consent categories in the context
 * ({@code "consent": {"categoryPreferences": {"marketing": true, "marketing.sms": false}}}), and
 * the subscription status of a channel among the traits ({@code "email_subscription_status":
 * "unsubscribed"}). What is not understood is not told.
 */
final class ToldConsents {
  /** The event that carries nothing but consent. */
  static final String EVENT = "Segment Consent Preference Updated";

  private static final String STATUS = "_subscription_status";
  private static final String SUBSCRIBED = "subscribed";
  private static final Set<String> STATUSES =
      Set.of(SUBSCRIBED, "unsubscribed", "did-not-subscribe");

  private ToldConsents() {}

  /** The categories of a call's context, in the order of the message. */
  static List<Consent> ofContext(@Nullable Fields context) {
    List<Consent> consents = new ArrayList<>();
    if (context != null) {
      JsonNode categories = context.node().path("consent").path("categoryPreferences");
      for (Map.Entry<String, JsonNode> category : categories.properties()) {
        if (category.getValue().isBoolean()) {
          add(consents, category.getKey(), category.getValue().booleanValue());
        }
      }
    }
    return consents;
  }

  /** A category is a purpose, or a purpose, a dot and a channel. */
  private static void add(List<Consent> consents, String category, boolean given) {
    for (Purpose purpose : Purpose.values()) {
      if (category.equalsIgnoreCase(purpose.wireName())) {
        consents.add(new Consent(purpose, null, given));
      }
      for (Channel channel : Channel.values()) {
        if (category.equalsIgnoreCase(purpose.wireName() + "." + channel.wireName())) {
          consents.add(new Consent(purpose, channel, given));
        }
      }
    }
  }

  /** The subscriptions among the traits: they are for marketing. */
  static List<Consent> ofTraits(Fields traits, Set<String> understood) {
    List<Consent> consents = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      String field = channel.wireName() + STATUS;
      JsonNode value = traits.value(field);
      String status =
          value == null || !value.isTextual() ? "" : value.textValue().toLowerCase(Locale.ROOT);
      if (STATUSES.contains(status)) {
        consents.add(new Consent(Purpose.MARKETING, channel, status.equals(SUBSCRIBED)));
        understood.add(field);
      }
    }
    return consents;
  }
}
