package io.rtoto.jobs.memory;

import org.jspecify.annotations.Nullable;

/** Chooses between what may be missing: the greater wins, and anything wins over nothing. */
final class Latest {
  private Latest() {}

  static <T extends Comparable<? super T>> @Nullable T of(@Nullable T one, @Nullable T other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }

  static <T extends Comparable<? super T>> @Nullable T earliest(
      @Nullable T one, @Nullable T other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
