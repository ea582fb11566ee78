package io.rtoto.cli.live;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.local.RunningJob;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how the job is, and tells what is new of it: that it starts again, or that Flink is away,
 * which is no reason to stop. Remembers what it told last.
 */
final class JobWatch {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  private final String name;
  private final RunningJob job;
  private final PrintStream out;
  private final String log;
  private final String hint;
  private Optional<Instant> restarted = Optional.empty();
  private boolean known;
  private boolean away;

  /**
   * Nothing was told yet.
   *
   * @param name the job's name
   * @param job the job
   * @param log where the log lies that tells why a job fails, as the words after "the log"
   * @param hint why it may have ended, as a sentence
   */
  JobWatch(String name, RunningJob job, PrintStream out, String log, String hint) {
    this.name = name;
    this.job = job;
    this.out = out;
    this.log = log;
    this.hint = hint;
  }

  /**
   * Tells what is new.
   *
   * @throws CommandFailure when the job has ended for good
   */
  void look() {
    try {
      if (job.ended()) {
        throw new CommandFailure(
            "The job " + name + " has ended for good; the log " + log + " tells why. " + hint);
      }
      tellRestart(job.lastRestart());
      job.noteState();
      if (away) {
        out.println("Flink answers again.");
      }
      away = false;
    } catch (IOException e) {
      if (!away) {
        LOG.warn("Flink does not answer.", e);
        out.println(
            "Flink does not tell how the job " + name + " is. Asking again until it does ...");
      }
      away = true;
    }
  }

  private void tellRestart(Optional<Instant> last) {
    // One that was left running may have started again long before our time.
    if (known && !last.equals(restarted)) {
      out.println("The job " + name + " failed and starts again; the log " + log + " tells why.");
    }
    restarted = last;
    known = true;
  }
}
