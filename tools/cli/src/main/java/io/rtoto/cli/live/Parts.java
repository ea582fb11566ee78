package io.rtoto.cli.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started and has to be stopped, the last one first. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<Part> started = new ArrayDeque<>();

  /** How a part is stopped. */
  @FunctionalInterface
  interface Part {
    /** Stops it. */
    void stop() throws IOException;
  }

  /** Stops that one too. */
  void add(Part part) {
    started.push(part);
  }

  /** Stops all; a part that does not stop well does not keep the others, and is told in the log. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().stop();
      } catch (IOException | RuntimeException e) {
        LOG.warn("A part did not stop in good order.", e);
      }
    }
  }
}
