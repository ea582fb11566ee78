package io.rtoto.rules;

import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.List;

/** A version of the rules, loaded and ready to be asked. Threads may share one. */
public final class RuleBook {
  private final RuleBundle bundle;

  private RuleBook(RuleBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * Loads the compiled classes of a bundle; compiles nothing.
   *
   * @throws IllegalArgumentException when the bundle does not hold together
   */
  public static RuleBook load(RuleBundle bundle) {
    return new RuleBook(bundle);
  }

  /** The version of the bundle. */
  public String version() {
    return bundle.version();
  }

  /** One who asks this book: for one thread at a time. */
  public Reader reader() {
    return new Reader();
  }

  /** Asks the rules. Keeps nothing between two questions. */
  public static final class Reader implements AutoCloseable {
    /** What the rules of this moment say, given these facts. A moment without rules is silent. */
    public Verdict ask(Moment moment, List<?> facts) {
      return Verdict.SILENCE;
    }

    @Override
    public void close() {}
  }
}
