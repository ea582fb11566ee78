package io.rtoto.cli.backtest;

import io.rtoto.rules.authoring.Thresholds;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Several lanes, each with a thread of its own. What comes of customers is given out in the order
 * in which they were taken.
 */
final class Lanes implements Closeable {
  private final List<Lane> all = new ArrayList<>();
  private final BlockingQueue<Lane> free;
  private final Pipeline<Written, Contrast> customers;

  /** A customer's events, as they were written. */
  private record Written(String customerId, List<byte[]> events) {}

  /**
   * Lanes.
   *
   * @param lane makes one
   * @param number how many
   * @param sink takes what comes of each customer
   */
  Lanes(Supplier<Lane> lane, int number, Pipeline.Sink<Contrast> sink) {
    for (int i = 0; i < number; i++) {
      all.add(lane.get());
    }
    this.free = new ArrayBlockingQueue<>(number, false, all);
    this.customers = new Pipeline<>(number, this::compare, sink);
  }

  /** Takes a customer. */
  void take(String customerId, List<byte[]> written) throws IOException {
    customers.take(new Written(customerId, written), written.size());
  }

  /** Waits until all customers that were taken are given out. */
  void finish() throws IOException {
    customers.finish();
  }

  /** What each lane heard of the thresholds of the rules as they may be, once all is given out. */
  List<Thresholds> thresholds() {
    return all.stream().map(Lane::thresholds).toList();
  }

  private List<Contrast> compare(List<Written> some) throws InterruptedException {
    Lane lane = free.take();
    try {
      return some.stream().map(one -> lane.compare(one.customerId(), one.events())).toList();
    } finally {
      free.add(lane);
    }
  }

  /** What is still under way is given up. */
  @Override
  public void close() throws IOException {
    customers.close();
    all.forEach(Lane::close);
  }
}
