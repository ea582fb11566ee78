package io.rtoto.gateway.planted;

import java.time.InstantSource;

/** Planted: a clock that no setting can replace. */
public final class MakesAClock {
  InstantSource clock() {
    return InstantSource.system();
  }
}
