package io.rtoto.jobs.measurement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules were asked at a moment, or it is told which those are.
 *
 * @param version the version of the rules
 * @param moment the moment's name
 * @param at when they were asked, in event time; null where only the rules are told
 * @param rules the ids of the rules that react to it; empty where they are not told
 */
public record Asked(String version, String moment, @Nullable Instant at, List<String> rules) {
  /** The key of what is kept of it. */
  public String key() {
    return version + ' ' + moment;
  }
}
