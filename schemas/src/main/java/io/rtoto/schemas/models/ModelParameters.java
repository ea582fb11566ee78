package io.rtoto.schemas.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * What {@code rtoto model fit} found, as it stands in a file and travels: its field {@code model}
 * says which model it is of.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "model",
    visible = true,
    defaultImpl = AttritionParameters.class)
@JsonSubTypes(
    @JsonSubTypes.Type(value = ReplenishmentParameters.class, name = ReplenishmentParameters.MODEL))
public sealed interface ModelParameters permits AttritionParameters, ReplenishmentParameters {
  /** Which model. */
  String model();

  /** The key of its messages: of each key the newest is in force. */
  String key();

  /** The end of what was known; purchases at it or later took no part. */
  Instant to();
}
