package io.rtoto.rules.cases;

import io.rtoto.schemas.events.CustomerEvent;
import java.time.Duration;
import java.time.Instant;

/** One line of a story. */
sealed interface Step {
  /** Plays it. */
  void play(CasePlayer player);

  /**
   * Something happens.
   *
   * @param event what
   */
  record Happening(CustomerEvent event) implements Step {
    @Override
    public void play(CasePlayer player) {
      player.happens(event);
    }
  }

  /**
   * Nothing happens for a while.
   *
   * @param until then
   */
  record Pause(Instant until) implements Step {
    @Override
    public void play(CasePlayer player) {
      player.timePasses(until);
    }
  }

  /**
   * What follows is heard of late.
   *
   * @param by how late
   */
  record Late(Duration by) implements Step {
    @Override
    public void play(CasePlayer player) {
      player.isHeardLate(by);
    }
  }
}
