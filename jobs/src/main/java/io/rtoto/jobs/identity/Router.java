package io.rtoto.jobs.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.flow.SoundEvent;
import java.util.List;

/** Tells under which of its identifiers an event counts. */
final class Router {
  /**
   * An account and a browser are one person's at a time. The other names are told about somebody,
   * and may be a household's.
   */
  private static final List<IdentifierType> NAME_THE_CUSTOMER =
      List.of(IdentifierType.USER_ID, IdentifierType.ANONYMOUS_ID);

  private Router() {}

  /** The message that brings the event to its leaf. */
  static LeafMessage route(SoundEvent event) {
    return new LeafMessage(leaf(event), event);
  }

  private static Identifier leaf(SoundEvent event) {
    return NAME_THE_CUSTOMER.stream()
        .flatMap(type -> event.identifiers().stream().filter(one -> one.isOf(type)))
        .findFirst()
        .orElseGet(event::strongest);
  }
}
