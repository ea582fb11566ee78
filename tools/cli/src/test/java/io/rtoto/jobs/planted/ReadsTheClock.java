package io.rtoto.jobs.planted;

import java.time.Instant;

/** Planted: a class that is not final and reads the clock. */
public class ReadsTheClock {
  Instant now() {
    return Instant.now();
  }
}
