package io.rtoto.bench.recommend;

/** The data are not as they were expected; the message says what to do. */
final class MissingDataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingDataException(String message) {
    super(message);
  }
}
