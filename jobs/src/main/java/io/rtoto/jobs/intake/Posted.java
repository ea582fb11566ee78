package io.rtoto.jobs.intake;

import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Posting;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message that somebody else posted turned out to be.
 *
 * @param sound what it says; null when it was refused
 * @param refused the letter about it; null when it is sound
 */
record Posted<T>(@Nullable T sound, @Nullable DeadLetter refused) {
  static <T> Posted<T> sound(T sound) {
    return new Posted<>(sound, null);
  }

  static <T> Posted<T> refused(Posting posting, Reason reason, String detail) {
    return new Posted<>(null, DeadLetter.of(posting.arrival(), reason, detail, Intake.STAGE));
  }

  /** The same, as what it is for others. */
  <S> Posted<S> as(Function<T, S> form) {
    return new Posted<>(sound == null ? null : form.apply(sound), refused);
  }

  /** The same, unless there is an objection to what it says. */
  Posted<T> unless(Posting posting, Reason reason, Function<T, Optional<String>> objection) {
    return sound == null
        ? this
        : objection.apply(sound).map(why -> Posted.<T>refused(posting, reason, why)).orElse(this);
  }

  /** Hands on what there is. */
  void handOn(Consumer<T> changes, Consumer<DeadLetter> letters) {
    if (sound != null) {
      changes.accept(sound);
    }
    if (refused != null) {
      letters.accept(refused);
    }
  }

  /** Whether anything is missing: Jackson leaves null what a message leaves out. */
  static boolean hasNull(@Nullable Object... parts) {
    return Stream.of(parts).anyMatch(Objects::isNull);
  }
}
