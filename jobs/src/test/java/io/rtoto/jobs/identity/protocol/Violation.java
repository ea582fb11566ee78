package io.rtoto.jobs.identity.protocol;

/** What must not be, was. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  Violation(String what) {
    super(what, null, false, false);
  }
}
