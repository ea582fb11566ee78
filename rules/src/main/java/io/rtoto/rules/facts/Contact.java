package io.rtoto.rules.facts;

/**
 * How customer and shop were in touch over one channel: one for each over which they ever were,
 * whoever spoke first.
 *
 * @param channel {@code web} (anything done on the page), {@code chat}, {@code call}, {@code mail}
 *     (when an e-mail is opened, and not when it arrives) or {@code store} (a visit, or a purchase
 *     at the counter)
 * @param daysSince whole days since the last, in UTC
 * @param inWeek how often in the last 7 days, today included
 * @param ever how often altogether
 */
public record Contact(
    @OneOf({"web", "chat", "call", "mail", "store"}) String channel,
    int daysSince,
    long inWeek,
    long ever) {}
