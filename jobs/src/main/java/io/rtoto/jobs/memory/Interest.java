package io.rtoto.jobs.memory;

import io.rtoto.schemas.audiences.AudienceKind;
import org.jspecify.annotations.Nullable;

/**
 * News of how much a customer is drawn to something.
 *
 * @param kind to what
 * @param name the product's id, or the category
 * @param customerId the customer
 * @param standing where they stand among all who are; null when they no longer do
 */
public record Interest(
    AudienceKind kind, String name, String customerId, @Nullable Standing standing) {

  /** The key of the audience that it is news to. */
  public String audience() {
    return kind.key(name);
  }
}
