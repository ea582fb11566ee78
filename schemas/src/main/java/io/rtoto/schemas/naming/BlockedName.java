package io.rtoto.schemas.naming;

import java.io.Serializable;

/**
 * Names that a shop knows to be nobody's.
 *
 * @param typeName the type of the names, or {@link #ANY_TYPE}
 * @param pattern regular expression of the whole name in its canonical form
 */
public record BlockedName(String typeName, String pattern) implements Serializable {
  /** Names of whatever type. */
  public static final String ANY_TYPE = "*";

  boolean isOf(String type) {
    return typeName.equals(ANY_TYPE) || typeName.equals(type);
  }
}
