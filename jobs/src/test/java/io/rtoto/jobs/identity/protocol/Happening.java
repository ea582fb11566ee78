package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.List;

/**
 * An event of the simulation.
 *
 * @param number its own
 * @param ids whom it names, strongest first
 * @param at when
 * @param proven whether it is proof that those belong together
 */
public record Happening(int number, List<Identifier> ids, long at, boolean proven) {
  /** The leaf that it counts for. */
  public Identifier origin() {
    return ids.get(0);
  }

  /** Whom it names besides. */
  public List<Identifier> others() {
    return ids.subList(1, ids.size());
  }

  @Override
  public String toString() {
    return "#" + number + Names.of(ids) + "@" + at + (proven ? "" : "?");
  }
}
