package io.rtoto.cli.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.FormerCustomer;
import io.rtoto.schemas.identity.Identity.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a customer is one.
 *
 * @param customer what is known of the customer
 * @param identifiers the customer's identifiers, strongest first, with their links
 * @param orders what was ordered about one of them, oldest first
 */
record Account(CustomerSnapshot customer, List<Identity> identifiers, List<PlacedCommand> orders) {

  /**
   * For people, line by line; what was asked for is marked, since a hash does not tell its name.
   */
  List<String> lines(Subject askedFor) {
    List<String> lines = new ArrayList<>();
    lines.add("Customer " + customer.customerId());
    lines.add(
        String.format(
            "  seen from %s to %s; events: %d, orders: %d",
            customer.firstSeenAt(), customer.lastSeenAt(), customer.events(), customer.orders()));
    lines.add("");
    lines.add("Identifiers");
    for (Identity one : identifiers) {
      boolean isAskedFor = askedFor.equals(new Subject.Name(one.identifier()));
      lines.add(
          "  "
              + one.identifier().key()
              + (isAskedFor ? "  (asked for)" : "")
              + (one.settled() ? "" : "  (about to move)"));
      for (FormerCustomer former : one.formerCustomers()) {
        lines.add("    was of " + former.customerId() + " until " + former.until());
      }
    }
    addLinks(lines);
    if (!orders.isEmpty()) {
      lines.add("");
      lines.add("Orders");
      orders.forEach(
          order ->
              lines.add(
                  "  "
                      + order.seq()
                      + "  "
                      + order.command().at()
                      + "  "
                      + Orders.text(order.command())));
    }
    return lines;
  }

  private void addLinks(List<String> lines) {
    if (identifiers.stream().allMatch(one -> one.links().isEmpty())) {
      return;
    }
    lines.add("");
    lines.add("Links");
    for (Identity one : identifiers) {
      for (Link link : one.links()) {
        lines.addAll(lines(one.identifier(), link));
      }
    }
  }

  /** Who are linked, and which event says so. */
  static List<String> lines(Identifier stronger, Link link) {
    return List.of(
        "  " + stronger.key() + " and " + link.other().key(), "    " + text(link.evidence()));
  }

  /** Such as {@code proven by event 9f8e on orders, 2026-11-26T09:30:00Z}. */
  static String text(Evidence evidence) {
    return (evidence.proven() ? "proven by event " : "not proven; told by event ")
        + evidence.eventId()
        + " on "
        + evidence.topic().topicName()
        + ", "
        + evidence.at();
  }
}
