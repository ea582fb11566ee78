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
 * @param last what the last of them was: {@code visited} (the page or the app), {@code wrote} and
 *     {@code was-answered} in a chat, {@code asked-to-be-called} and {@code spoke} by telephone,
 *     {@code took-up-a-mail}, {@code came} to a store and {@code bought} there; empty where it is
 *     not among the last 50 over all channels
 */
public record Contact(
    @OneOf({"web", "chat", "call", "mail", "store"}) String channel,
    int daysSince,
    long inWeek,
    long ever,
    @OneOf(
            value = {
              "visited",
              "wrote",
              "was-answered",
              "asked-to-be-called",
              "spoke",
              "took-up-a-mail",
              "came",
              "bought"
            },
            orEmpty = true)
        String last) {}
