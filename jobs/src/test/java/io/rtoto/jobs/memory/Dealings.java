package io.rtoto.jobs.memory;

import java.util.Map;

/**
 * How customer and shop were in touch, as it was remembered when it had no timeline. Its name is as
 * long as that of {@link Contacts}, whose place it takes in state that is written in tests.
 */
public record Dealings(Tally days, Map<String, Long> sums, Map<String, Integer> lastDays) {}
