package io.rtoto.schemas.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What something is said to a customer for; consent is given and withdrawn by purpose. */
public enum Purpose {
  /** To sell: offers, reminders of a cart. */
  MARKETING,
  /** To fit what the customer looks at anyway: recommendations on a page. */
  PERSONALIZATION,
  /** Because the customer needs to know: a parcel is on its way, a question is answered. */
  SERVICE;

  /** The name in messages and in the rule library. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
