package io.rtoto.cli.live;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and the signal by which services are stopped. They are heard by a handler, not by a
 * shutdown hook: hooks run all at once, and Flink's own would delete files that a savepoint needs.
 * The second time, the process ends at once.
 */
final class StopSignal {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch heard = new CountDownLatch(1);

  private StopSignal() {}

  /** Listens from now on. */
  static StopSignal listen() {
    StopSignal stop = new StopSignal();
    try {
      for (String name : new String[] {"INT", "TERM"}) {
        stop.handle(name);
      }
    } catch (ReflectiveOperationException e) {
      // A Java machine without these classes: a hook is better than nothing.
      Runtime.getRuntime().addShutdownHook(new Thread(stop::hear, "stop"));
    }
    return stop;
  }

  /** One that only a program gives. */
  static StopSignal silent() {
    return new StopSignal();
  }

  /** Asks for the end. */
  void hear() {
    if (heard.getCount() == 0) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    heard.countDown();
  }

  /** Whether the end was asked for. */
  boolean wasHeard() {
    return heard.getCount() == 0;
  }

  /** Waits that long for it; whether it came. */
  boolean comesWithin(Duration duration) throws InterruptedException {
    return heard.await(duration.toMillis(), TimeUnit.MILLISECONDS);
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
