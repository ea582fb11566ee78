package io.rtoto.jobs.attrition.fitting;

/** The purchases at hand do not tell the parameters: the message says why, in a sentence. */
public final class FitRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  FitRefusedException(String message) {
    super(message);
  }
}
