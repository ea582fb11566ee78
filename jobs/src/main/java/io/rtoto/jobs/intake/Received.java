package io.rtoto.jobs.intake;

import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.flow.SoundEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a record of an event topic turned out to be: a sound event, a refused message, or neither
 * but a tick, which only tells the time.
 *
 * @param sound the event; null when it is none
 * @param refused the letter about the message; null when it was not refused
 * @param time how far event time has come by it, milliseconds since 1970; {@link #UNKNOWN_TIME} of
 *     a refused message
 */
public record Received(@Nullable SoundEvent sound, @Nullable DeadLetter refused, long time) {

  /** Of a message whose own time cannot be believed. */
  public static final long UNKNOWN_TIME = Long.MIN_VALUE;

  static Received event(SoundEvent sound) {
    return new Received(sound, null, sound.event().occurrence().at().toEpochMilli());
  }

  static Received refusal(DeadLetter letter) {
    return new Received(null, letter, UNKNOWN_TIME);
  }

  /** A tick: all that was sent to this partition before that time was read. */
  public static Received tick(long time) {
    return new Received(null, null, time);
  }

  /** Whether it only tells the time. */
  public boolean isTick() {
    return sound == null && refused == null;
  }

  /** Hands on what there is: an event, a letter or nothing. */
  void handOn(Consumer<SoundEvent> events, Consumer<DeadLetter> letters) {
    if (sound != null) {
      events.accept(sound);
    }
    if (refused != null) {
      letters.accept(refused);
    }
  }
}
