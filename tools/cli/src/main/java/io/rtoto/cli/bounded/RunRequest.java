package io.rtoto.cli.bounded;

import io.rtoto.cli.formats.InputFormat;
import io.rtoto.schemas.models.ModelParameters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bounded run is asked to do.
 *
 * @param inputs the files, in the order in which they were named
 * @param format of all of them
 * @param out the directory for what comes of it
 * @param from events before it are left out; null: none are
 * @param to events at it or later are left out; null: none are
 * @param until how far time moves on after the last event
 * @param rules the rule library
 * @param catalog products, one a line; null when there is none
 * @param models of who comes back, or of how long products last; one of each at most
 * @param parallelism subtasks of each operator
 */
record RunRequest(
    List<Path> inputs,
    InputFormat format,
    Path out,
    @Nullable Instant from,
    @Nullable Instant to,
    Duration until,
    Path rules,
    @Nullable Path catalog,
    List<ModelParameters> models,
    int parallelism) {

  /** Whether an event of that time takes part. */
  boolean covers(Instant at) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }
}
