package io.rtoto.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for as long as some work lasts. It goes when it is closed, and also when the process is
 * told to end in the middle (Ctrl-C, SIGTERM), and with it the processes that work in it.
 */
public final class Workplace implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

  /** Others may still write into the folder, or clear their part of it, while it is deleted. */
  private static final int TRIES = 20;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final Path folder;
  private final List<Process> workers = new ArrayList<>();
  private final Thread atTheEnd = new Thread(this::clearAtTheEnd, "rtoto-workplace");
  private boolean closed;

  private Workplace(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** A hidden one in that directory, which is made when missing. */
  public static Workplace in(Path directory) throws IOException {
    return new Workplace(
        Files.createTempDirectory(Files.createDirectories(directory.toAbsolutePath()), ".work"));
  }

  /**
   * One among the system's temporary files.
   *
   * @param name what its name begins with
   */
  public static Workplace temporary(String name) throws IOException {
    return new Workplace(Files.createTempDirectory(name));
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /**
   * Starts a process that works here, and ends with the work at the latest.
   *
   * @throws IOException when it does not start, or the work has ended: nobody would end it
   */
  public synchronized Process start(ProcessBuilder worker) throws IOException {
    if (closed) {
      throw new IOException("The work in " + folder + " has ended; nobody starts there any more.");
    }
    Process started = worker.start();
    workers.add(started);
    return started;
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException ending) {
      // What this thread could still tell is what the end itself did to its work.
      while (true) {
        LockSupport.park();
      }
    }
    clear();
  }

  private void clearAtTheEnd() {
    // A broker whose files go would end the process at once, and leave the rest of them.
    Exit.setHaltProcedure((status, message) -> LOG.warn("A part was cut short: {}", message));
    try {
      clear();
    } catch (IOException e) {
      LOG.warn("{} is left behind.", folder, e);
    }
  }

  private void clear() throws IOException {
    for (Process worker : lastWorkers()) {
      worker.destroyForcibly().onExit().join();
    }
    IOException failure = null;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        FileUtils.deleteDirectory(folder.toFile());
        return;
      } catch (IOException e) {
        failure = e;
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
    throw new IOException(folder + " cannot be deleted.", failure);
  }

  private synchronized List<Process> lastWorkers() {
    closed = true;
    return List.copyOf(workers);
  }
}
