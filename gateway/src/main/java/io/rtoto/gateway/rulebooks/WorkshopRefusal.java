package io.rtoto.gateway.rulebooks;

import io.rtoto.gateway.rulebooks.RuleWorkshop.Problem;
import io.rtoto.gateway.rulebooks.RuleWorkshop.TriedCase;
import java.util.List;

/**
 * What was asked is not done, for a reason that whoever asked can do something about.
 *
 * <p>It has no stack trace, since it tells of what was asked and not of our code.
 */
public final class WorkshopRefusal extends Exception {
  private static final long serialVersionUID = 1;

  /** Why not. */
  public enum Reason {
    /** What was sent makes no sense. */
    MEANINGLESS(400),
    /** Whoever asked is let no more. */
    SHUT_OUT(401),
    /** It takes another person. */
    OWN(403),
    /** There is no such version, or not any more. */
    MISSING(404),
    /** Somebody else was quicker. */
    OVERTAKEN(409),
    /** It is not sound, a case fails, or who judges publications objects. */
    REFUSED(422);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    int status() {
      return status;
    }
  }

  private final Reason reason;
  private final transient List<Problem> problems;
  private final transient List<TriedCase> failed;

  /** A refusal that its sentence tells wholly. */
  public WorkshopRefusal(Reason reason, String sentence) {
    this(reason, sentence, List.of(), List.of());
  }

  /**
   * A refusal of a library.
   *
   * @param problems what is wrong with it
   * @param failed the cases that fail
   */
  public WorkshopRefusal(
      Reason reason, String sentence, List<Problem> problems, List<TriedCase> failed) {
    super(sentence, null, false, false);
    this.reason = reason;
    this.problems = problems;
    this.failed = failed;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What is wrong with the library; none where it is something else. */
  public List<Problem> problems() {
    return problems;
  }

  /** The cases that fail; none where it is something else. */
  public List<TriedCase> failed() {
    return failed;
  }

  /** Why, for whoever asked. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
