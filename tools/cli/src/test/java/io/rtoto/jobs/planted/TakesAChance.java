package io.rtoto.jobs.planted;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Planted: a class that throws dice in every way there is. */
public final class TakesAChance {
  Random seeded() {
    return new Random(1);
  }

  SplittableRandom seededHere() {
    return new SplittableRandom(1);
  }

  SecureRandom secure() {
    return new SecureRandom();
  }

  int local() {
    return ThreadLocalRandom.current().nextInt();
  }

  RandomGenerator generator() {
    return RandomGenerator.getDefault();
  }

  double fraction() {
    return Math.random();
  }

  UUID id() {
    return UUID.randomUUID();
  }

  void shuffle(List<String> names) {
    Collections.shuffle(names);
  }
}
