package io.rtoto.cli.backtest;

import io.rtoto.cli.console.CommandFailure;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Work that several threads do at a time. What comes of it is given out in the order in which it
 * was taken, whichever thread is faster; what waits is little, so that it fits into memory.
 *
 * @param <T> what is worked on
 * @param <R> what comes of it
 */
final class Pipeline<T, R> implements Closeable {
  /** Works on things. */
  @FunctionalInterface
  interface Work<T, R> {
    /** What comes of each, in their order. */
    List<R> on(List<T> things) throws InterruptedException;
  }

  /** Takes what comes of it. */
  @FunctionalInterface
  interface Sink<R> {
    /** Takes the next one. */
    void accept(R result) throws IOException;
  }

  /** So much is handed over at once: to hand over each thing would cost more than to work on it. */
  private static final int BATCH = 2_000;

  /** So many batches wait for each thread. */
  private static final int AHEAD = 3;

  /** A batch takes less than a second. */
  private static final int PATIENCE_SECONDS = 60;

  private final ExecutorService threads;
  private final Work<T, R> work;
  private final Sink<R> sink;
  private final int most;
  private final Deque<Future<List<R>>> underWay = new ArrayDeque<>();
  private List<T> batch = new ArrayList<>();
  private int weight;

  /**
   * Nothing is worked on yet.
   *
   * @param number how many threads
   */
  Pipeline(int number, Work<T, R> work, Sink<R> sink) {
    this.threads = Executors.newFixedThreadPool(number);
    this.work = work;
    this.sink = sink;
    this.most = AHEAD * number;
  }

  /**
   * Takes a thing.
   *
   * @param weighs how much work it is, beside others
   */
  void take(T thing, int weighs) throws IOException {
    batch.add(thing);
    weight += weighs;
    if (weight >= BATCH) {
      handOver();
    }
  }

  /** Waits until all that came of it is given out. */
  void finish() throws IOException {
    handOver();
    while (!underWay.isEmpty()) {
      giveOut();
    }
  }

  private void handOver() throws IOException {
    List<T> full = batch;
    Callable<List<R>> task = () -> work.on(full);
    underWay.add(threads.submit(task));
    batch = new ArrayList<>();
    weight = 0;
    while (underWay.size() > most) {
      giveOut();
    }
  }

  private void giveOut() throws IOException {
    try {
      for (R result : underWay.remove().get()) {
        sink.accept(result);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure told) {
        throw told;
      }
      throw new IllegalStateException(
          "The journal could not be gone through. Maybe it is damaged.", e.getCause());
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
        throw new IOException("A batch takes more than " + PATIENCE_SECONDS + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("It was interrupted before it was done.", e);
    }
  }
}
