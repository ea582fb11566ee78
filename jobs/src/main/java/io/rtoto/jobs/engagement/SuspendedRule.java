package io.rtoto.jobs.engagement;

/**
 * A rule that a subtask does not hear.
 *
 * @param bundleVersion in that version of the rules; in another it is heard again
 * @param rule its id
 */
public record SuspendedRule(String bundleVersion, String rule) {}
