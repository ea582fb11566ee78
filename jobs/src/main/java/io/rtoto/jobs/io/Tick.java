package io.rtoto.jobs.io;

import io.rtoto.jobs.intake.Received;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A tick tells the time in a quiet stream: a record without key and value, whose header {@value
 * #HEADER} says in decimal digits how many milliseconds since 1970 it was written.
 */
public final class Tick {
  /** The header's name. */
  public static final String HEADER = "rtoto-tick";

  private static final int MOST_DIGITS = 15;

  private Tick() {}

  /** The tick that this record is; empty when it is none. */
  static Optional<Received> of(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.value() == null ? record.headers().lastHeader(HEADER) : null;
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    String digits = new String(header.value(), StandardCharsets.US_ASCII);
    return isTime(digits) ? Optional.of(Received.tick(Long.parseLong(digits))) : Optional.empty();
  }

  private static boolean isTime(String digits) {
    return !digits.isEmpty()
        && digits.length() <= MOST_DIGITS
        && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
