package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Look;
import java.util.List;

/** Foretells what a session comes to next. */
interface Recommender {
  void learn(Look look);

  /** The best first; it is asked at each look of a session in turn. */
  List<String> next(Look look);

  /** How much it remembers, in bytes as they are stored; 0 where that is not counted. */
  default long stateBytes() {
    return 0;
  }
}
