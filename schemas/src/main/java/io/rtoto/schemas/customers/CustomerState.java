package io.rtoto.schemas.customers;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How a customer is known. Key of its topic: the customer's id; the newest counts. A message
 * without a value says that nothing is known of the customer any more.
 *
 * <p>Nothing in a message names its case: each is told by its fields, so that what was a snapshot
 * before there was another case is one still.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(CustomerSnapshot.class),
  @JsonSubTypes.Type(CustomerReplaced.class)
})
public sealed interface CustomerState permits CustomerSnapshot, CustomerReplaced {

  /** The customer. */
  String customerId();
}
