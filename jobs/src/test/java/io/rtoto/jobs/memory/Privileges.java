package io.rtoto.jobs.memory;

import java.util.List;

/**
 * What is held over time as it was remembered when it was not known which of it were displaced. Its
 * name is as long as that of {@link Agreements}, so that one can stand for the other in written
 * bytes.
 *
 * @param all as today
 */
public record Privileges(List<Agreements.Agreement> all) {}
