package io.rtoto.schemas.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rtoto.schemas.Sha256;
import java.time.Instant;
import java.util.HexFormat;

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
  /** How long a version is. */
  int VERSION_DIGITS = 12;

  /** Which model. */
  String model();

  /** The key of its messages: of each key the newest is in force. */
  String key();

  /** The end of what was known; purchases at it or later took no part. */
  Instant to();

  /**
   * What tells these parameters from others: the first {@value #VERSION_DIGITS} hex digits of
   * SHA-256 of all that they say.
   */
  default String version() {
    return HexFormat.of().formatHex(Sha256.of(toString())).substring(0, VERSION_DIGITS);
  }
}
