package io.rtoto.jobs.engagement;

import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport.Rehearsed;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rules that decide beside those in force, muted, while there are any. */
final class Rehearsal implements AutoCloseable {
  private final boolean replay;
  private @Nullable BorrowedRules shadow;
  private @Nullable RehearsedRules rehearsed;
  private volatile String refusal = "";

  /**
   * None yet.
   *
   * @param replay as in {@link BorrowedRules#of}
   */
  Rehearsal(boolean replay) {
    this.replay = replay;
  }

  /**
   * These are rehearsed from now on, in place of what was. They say nothing, so that a version that
   * does not load is no more than told.
   *
   * @return why they are not; empty when they are
   */
  Optional<String> begin(RuleBundle bundle) {
    end();
    try {
      BorrowedRules borrowed = BorrowedRules.of(bundle, replay);
      shadow = borrowed;
      rehearsed = new RehearsedRules(borrowed);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      refusal = String.valueOf(e.getMessage());
      return Optional.of(refusal);
    }
  }

  /** Nothing is rehearsed any more. */
  void end() {
    close();
    shadow = null;
    rehearsed = null;
    refusal = "";
  }

  /** From now on they are asked so: with what is in force beside them by now. */
  void asks(UnaryOperator<RulesInForce> besideModels) {
    if (rehearsed != null && shadow != null) {
      rehearsed.asks(besideModels.apply(shadow));
    }
  }

  /** What is asked; null while nothing is rehearsed. */
  @Nullable RehearsedRules rules() {
    return rehearsed;
  }

  /** As it is told; null while nothing is rehearsed. */
  @Nullable Rehearsed report(Instant now) {
    return rehearsed == null ? null : rehearsed.report(now);
  }

  /** Why what should be rehearsed is not; empty when nothing was refused; any thread may ask. */
  String refusal() {
    return refusal;
  }

  @Override
  public void close() {
    if (shadow != null) {
      shadow.close();
    }
  }
}
