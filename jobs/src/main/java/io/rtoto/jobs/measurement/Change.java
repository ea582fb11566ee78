package io.rtoto.jobs.measurement;

import java.time.Instant;

/**
 * What is to be added to what is kept under a key.
 *
 * @param key a scorecard's, or a minute
 * @param counts how much; negative where something is taken back
 * @param newest the newest time, in event time, of what is counted
 */
public record Change(String key, Counts counts, Instant newest) {}
