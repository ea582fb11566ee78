package io.rtoto.jobs.memory;

import java.util.Map;

/**
 * How customer and shop were in touch, as it was remembered before it told when last. Its name is
 * as long as that of {@link Contacts}, whose place it takes in state that is written in tests.
 */
public record Meetings(Tally days, Map<String, Long> sums) {}
