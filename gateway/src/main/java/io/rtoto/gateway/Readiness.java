package io.rtoto.gateway;

import java.util.Optional;

/** Something that must be there before the gateway calls itself ready. */
@FunctionalInterface
public interface Readiness {
  /**
   * What is missing, as a sentence such as <i>The job engage is not running.</i>; empty when
   * nothing is. Asked on a worker thread, at each request for {@code /readyz}.
   */
  Optional<String> missing();
}
