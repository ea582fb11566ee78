package io.rtoto.cli.shop;

import io.rtoto.schemas.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A business of the simulation: it depends on its seed only, and knows the truth. */
sealed interface Simulation permits DemoShop, DemoBusiness {
  /** What its pages show. */
  List<CatalogEntry> catalogue();

  /**
   * Simulates customer by customer; each one's calls come in order of time.
   *
   * @param customers how many
   * @param start when the simulation begins
   * @param length how long it lasts; what a visit begins before its end, it brings to an end
   * @param calls takes every call
   * @param truths takes what is true of each customer
   */
  void simulate(
      int customers,
      Instant start,
      Duration length,
      Consumer<ShopCall> calls,
      Consumer<Truth> truths);
}
