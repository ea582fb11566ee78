package io.rtoto.schemas.flow;

import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import org.jspecify.annotations.Nullable;

/**
 * How a customer is known from now on.
 *
 * @param customerId the customer
 * @param state how; null when nothing is known any more
 */
public record CustomerChange(String customerId, @Nullable CustomerState state) {

  /** That this is known. */
  public static CustomerChange known(CustomerSnapshot snapshot) {
    return new CustomerChange(snapshot.customerId(), snapshot);
  }

  /** That another has everything now. */
  public static CustomerChange replaced(String customerId, String by) {
    return new CustomerChange(customerId, new CustomerReplaced(customerId, by));
  }

  /** That nothing is known any more. */
  public static CustomerChange forgotten(String customerId) {
    return new CustomerChange(customerId, null);
  }
}
