package io.rtoto.schemas.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
