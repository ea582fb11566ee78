package io.rtoto.jobs.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.TimerService;

/** Planted: a class that is not final and reads the clock in every way there is. */
@SuppressWarnings("JavaUtilDate") // that is what is planted
public class ReadsTheClock {
  Instant now() {
    return Instant.now();
  }

  Supplier<Instant> nowLater() {
    return Instant::now;
  }

  Instant nowBy(Clock clock) {
    return Instant.now(clock);
  }

  Instant nowBy(InstantSource source) {
    return source.instant();
  }

  InstantSource source() {
    return InstantSource.system();
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  OffsetDateTime here() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }

  long milliseconds() {
    return System.currentTimeMillis();
  }

  long nanoseconds() {
    return System.nanoTime();
  }

  Date date() {
    return new Date();
  }

  Calendar calendar() {
    return Calendar.getInstance();
  }

  void wake(TimerService timers) {
    timers.registerProcessingTimeTimer(1);
  }
}
