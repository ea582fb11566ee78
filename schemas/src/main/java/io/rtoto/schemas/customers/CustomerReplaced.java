package io.rtoto.schemas.customers;

/**
 * A customer turned out to be another, who has everything now. It may not last: a newer snapshot
 * under the same id takes it back.
 *
 * @param customerId the id that names nobody any more
 * @param replacedBy the customer who has everything now; may have been replaced in turn
 */
public record CustomerReplaced(String customerId, String replacedBy) implements CustomerState {}
