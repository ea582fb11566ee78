package io.rtoto.jobs.memory;

import io.rtoto.schemas.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the back end said, as it was remembered before it told of agreements, and of what is owed.
 * Its name is as long as that of {@link BackOffice}, whose place it takes in state that is written
 * in tests.
 */
public record PastOffice(@Nullable Credit credit, List<BackOffice.Shipment> shipments) {
  /** A limit that was set. */
  public record Credit(@Nullable Money limit, Stamp stamp) {}
}
