package io.rtoto.gateway;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to close what was opened, newest first: what was opened later may need what was earlier. */
final class Opened {
  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** Remembers how to close what was just opened. */
  void push(Runnable closing) {
    closings.push(closing);
  }

  /** Closes everything, even when a step fails. What is closed is forgotten. */
  synchronized void close() {
    if (!closings.isEmpty()) {
      try {
        closings.pop().run();
      } finally {
        close();
      }
    }
  }
}
