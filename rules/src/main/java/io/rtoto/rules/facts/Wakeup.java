package io.rtoto.rules.facts;

/**
 * Some rule asked to look at the customer again, and that time has come.
 *
 * @param purpose what it was asked for, such as {@code after-return}
 * @param afterMinutes how long ago that was, in minutes
 * @param active whether the customer has done anything since
 * @param ordered whether the customer has ordered anything since
 * @param products how many different products lie in the cart
 * @param items how many pieces lie in it
 * @param worthMinor what those pieces cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record Wakeup(
    String purpose,
    long afterMinutes,
    boolean active,
    boolean ordered,
    int products,
    int items,
    long worthMinor,
    String currency)
    implements Moment {}
