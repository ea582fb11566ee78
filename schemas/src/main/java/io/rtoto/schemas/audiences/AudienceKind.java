package io.rtoto.schemas.audiences;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an audience is drawn to. */
public enum AudienceKind {
  PRODUCT,
  /** One of the shop's categories. */
  CATEGORY;

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The key of an audience of this kind. */
  public String key(String name) {
    return wireName() + ":" + name;
  }
}
