package io.rtoto.gateway.collect;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the broker stores what it is sent. While it does not, one request at a time tries it, and
 * the others are refused at once: a try may block its worker for seconds, and whoever waited behind
 * a thousand of them would hear after minutes that nothing was stored.
 *
 * <p>Remembers whether the latest try failed, and forgets it once one is stored. Threads may share
 * one.
 */
final class Outage {
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile boolean lasts;

  /**
   * A request's leave to try the broker, until it is ended.
   *
   * @param isOnlyOne whether all others are refused meanwhile
   */
  record Leave(boolean isOnlyOne) {}

  /** Lets a request try; empty when it is to be refused. */
  Optional<Leave> leave() {
    if (!lasts) {
      return Optional.of(new Leave(false));
    }
    return trying.compareAndSet(false, true) ? Optional.of(new Leave(true)) : Optional.empty();
  }

  /** Whether the leave still holds: one from before the outage does not during it. */
  boolean holds(Leave leave) {
    return leave.isOnlyOne() || !lasts;
  }

  /** The try is over, whatever came of it. */
  void end(Leave leave) {
    if (leave.isOnlyOne()) {
      trying.set(false);
    }
  }

  /** Something was stored. */
  void over() {
    lasts = false;
  }

  /**
   * Something was not.
   *
   * @return whether that is news
   */
  boolean begins() {
    boolean isNews = !lasts;
    lasts = true;
    return isNews;
  }
}
