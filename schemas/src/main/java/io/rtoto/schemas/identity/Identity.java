package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;
import java.util.List;

/**
 * How an identifier is known that is not alone, or was not always. Key of its topic: type and hash
 * of the identifier; the newest counts. Of whom there is no message, or one without a value, is a
 * customer by itself.
 *
 * @param identifier the identifier
 * @param customerId the customer that it is of
 * @param settled whether it is about to stay so; for a moment after an order it is not known
 * @param links with which weaker identifiers it was named together, strongest first. A link stands
 *     with the stronger of its two identifiers
 * @param formerCustomers the last customers that it was of before, oldest first
 */
public record Identity(
    Identifier identifier,
    String customerId,
    boolean settled,
    List<Link> links,
    List<FormerCustomer> formerCustomers) {

  /**
   * Two identifiers were named together.
   *
   * @param other the weaker of the two
   * @param evidence the first event that proves it; where none does, the first that says so
   */
  public record Link(Identifier other, Evidence evidence) {}

  /**
   * A customer that it was of.
   *
   * @param customerId the customer
   * @param until when it left, by the clock
   */
  public record FormerCustomer(String customerId, Instant until) {}
}
