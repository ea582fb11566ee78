package io.rtoto.cli.backtest;

import io.rtoto.cli.console.CommandFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Several lanes, each with a thread of its own. What comes of customers is given out in the order
 * in which they were taken, whichever lane is faster; those who wait for a lane are few, so that
 * they fit into memory.
 */
final class Lanes implements AutoCloseable {
  /** Takes what came of customers. */
  @FunctionalInterface
  interface Sink {
    /** Takes the next one. */
    void accept(Contrast contrast) throws IOException;
  }

  /** So many events are handed over at once: to hand over each would cost more than to decide. */
  private static final int BATCH = 2_000;

  /** So many batches wait for each lane. */
  private static final int AHEAD = 3;

  /** A batch takes less than a second. */
  private static final int PATIENCE_SECONDS = 60;

  private final ExecutorService threads;
  private final BlockingQueue<Lane> free;
  private final List<Lane> all = new ArrayList<>();
  private final Sink sink;
  private final int most;
  private final Deque<Future<List<Contrast>>> underWay = new ArrayDeque<>();
  private List<Written> batch = new ArrayList<>();
  private int events;

  /** A customer's events, as they were written. */
  private record Written(String customerId, List<byte[]> events) {}

  /**
   * Lanes.
   *
   * @param lane makes one
   * @param number how many
   * @param sink takes what comes of each customer
   */
  Lanes(Supplier<Lane> lane, int number, Sink sink) {
    this.threads = Executors.newFixedThreadPool(number);
    this.free = new ArrayBlockingQueue<>(number);
    this.sink = sink;
    this.most = AHEAD * number;
    for (int i = 0; i < number; i++) {
      all.add(lane.get());
    }
    free.addAll(all);
  }

  /** Takes a customer. */
  void take(String customerId, List<byte[]> written) throws IOException {
    batch.add(new Written(customerId, written));
    events += written.size();
    if (events >= BATCH) {
      handOver();
    }
  }

  /** Waits until all customers that were taken are given out. */
  void finish() throws IOException {
    handOver();
    while (!underWay.isEmpty()) {
      giveOut();
    }
  }

  private void handOver() throws IOException {
    List<Written> full = batch;
    underWay.add(threads.submit(() -> compare(full)));
    batch = new ArrayList<>();
    events = 0;
    while (underWay.size() > most) {
      giveOut();
    }
  }

  private List<Contrast> compare(List<Written> customers) throws InterruptedException {
    Lane lane = free.take();
    try {
      return customers.stream().map(one -> lane.compare(one.customerId(), one.events())).toList();
    } finally {
      free.add(lane);
    }
  }

  private void giveOut() throws IOException {
    try {
      for (Contrast contrast : underWay.remove().get()) {
        sink.accept(contrast);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure told) {
        throw told;
      }
      throw new IllegalStateException(
          "A customer could not be gone through. Maybe the journal is damaged.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("It was interrupted before it was done.", e);
    }
  }

  /** What is still under way is given up. */
  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("A customer takes more than " + PATIENCE_SECONDS + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("It was interrupted before it was done.", e);
    }
    all.forEach(Lane::close);
  }
}
