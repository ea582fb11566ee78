package io.rtoto.jobs.association;

import io.rtoto.jobs.time.Turn;
import org.jspecify.annotations.Nullable;

/** What a category is told or asked. */
public sealed interface CategoryMessage permits Answered, Popularity {
  /** Which category. */
  String category();

  /** When it is its turn in a replay; null when it is always. */
  @Nullable Turn turn();
}
