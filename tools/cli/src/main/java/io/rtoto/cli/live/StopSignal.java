package io.rtoto.cli.live;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and the signal by which services are stopped. They are heard by a handler, not by a
 * shutdown hook: hooks run all at once, and Flink's own would delete files that a savepoint needs.
 * The second time, the process ends at once.
 */
final class StopSignal {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch heard = new CountDownLatch(1);
  private final PrintStream out;
  private volatile Runnable lastAct = () -> {};

  /** One that only a program gives, until it listens. */
  StopSignal(PrintStream out) {
    this.out = out;
  }

  /** The start is left, because the end was asked for. */
  static final class Heard extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Listens from now on. */
  void listen() {
    try {
      for (String name : new String[] {"INT", "TERM"}) {
        handle(name);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java machine lets no signal be heard.", e);
    }
  }

  /** Sets what is still done when the process is ended at once; it must not wait for anything. */
  void beforeEndingAtOnce(Runnable act) {
    lastAct = act;
  }

  /** Asks for the end. */
  void hear() {
    if (wasHeard()) {
      lastAct.run();
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    heard.countDown();
    out.println("Stopping ... (once more, and it ends at once)");
  }

  /** Leaves a start that nobody waits for any more. */
  void requireUnheard() {
    if (wasHeard()) {
      throw new Heard();
    }
  }

  /** Whether the end was asked for. */
  boolean wasHeard() {
    return heard.getCount() == 0;
  }

  /** Waits until it is. */
  void await() {
    try {
      heard.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** By reflection: the compiler warns of these classes, though every Java 17 has them. */
  private void handle(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object listener =
        Proxy.newProxyInstance(
            StopSignal.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                hear();
              }
              return null;
            });
    try {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException("Signal " + name + " cannot be heard.", e);
    }
  }
}
