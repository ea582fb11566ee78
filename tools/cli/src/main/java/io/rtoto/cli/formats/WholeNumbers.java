package io.rtoto.cli.formats;

/** Ids that a spreadsheet has turned into numbers with a fraction. */
final class WholeNumbers {
  private WholeNumbers() {}

  /** {@code 17850} for {@code 17850.0}; anything else as it is. */
  static String withoutFraction(String id) {
    return id.matches("\\d+\\.0+") ? id.substring(0, id.indexOf('.')) : id;
  }
}
