package io.rtoto.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * What the customer holds ends soon, such as a policy or a contract: as many days before as {@code
 * agreements.yaml} says of its kind, or when it was told if that is later. Where the end is put
 * off, it is said again before the new one.
 *
 * @param agreementId the business's id of it
 * @param kind what it is
 * @param title what it is called; empty when not told
 * @param valueMinor what it is worth, in minor units; none when not told
 * @param currency ISO 4217; empty when its worth is not told
 * @param daysHeld whole days since it began, 0 before; none when its begin was not told
 * @param daysToEnd whole days until it ends
 */
public record AgreementEnding(
    String agreementId,
    @OneOf(namedIn = OneOf.AGREEMENTS) String kind,
    String title,
    @Nullable Long valueMinor,
    String currency,
    @Nullable Long daysHeld,
    long daysToEnd)
    implements Moment {}
