package io.rtoto.jobs.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the back end said, as it was remembered before it told of agreements. Its name is as long as
 * that of {@link BackOffice}, whose place it takes in state that is written in tests.
 */
public record PastOffice(BackOffice.@Nullable Credit credit, List<BackOffice.Shipment> shipments) {}
