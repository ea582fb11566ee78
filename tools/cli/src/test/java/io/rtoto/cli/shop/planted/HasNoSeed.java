package io.rtoto.cli.shop.planted;

import java.util.SplittableRandom;

/** Planted: a shopper who does something else in every run. */
public final class HasNoSeed {
  SplittableRandom random() {
    return new SplittableRandom();
  }
}
