package io.rtoto.rules.facts;

/**
 * A question of the customer's has waited for an answer for a while, or the customer left with it.
 *
 * @param channel where it was asked, such as {@code web} or {@code line}
 * @param waitingMinutes for how long it has waited, in minutes
 * @param messages how many messages of the customer's wait with it; of more than 3, 3
 * @param left whether the conversation ended with it
 * @param products how many different products lie in the cart
 * @param items how many pieces lie in it
 * @param worthMinor what those pieces cost together, in minor units; 0 when no price is known
 * @param currency ISO 4217; empty when no price is known
 */
public record QuestionUnanswered(
    String channel,
    long waitingMinutes,
    int messages,
    boolean left,
    int products,
    int items,
    long worthMinor,
    String currency)
    implements Moment {}
