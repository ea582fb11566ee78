package io.rtoto.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * What the customer has agreed to begins soon, such as a trip: as many days before as {@code
 * agreements.yaml} says of its kind, or when it was told if that is later.
 *
 * @param agreementId the business's id of it
 * @param kind what it is
 * @param title what it is called; empty when not told
 * @param valueMinor what it is worth, in minor units; none when not told
 * @param currency ISO 4217; empty when its worth is not told
 * @param daysToStart whole days until it begins
 */
public record AgreementStarting(
    String agreementId,
    @OneOf(namedIn = OneOf.AGREEMENTS) String kind,
    String title,
    @Nullable Long valueMinor,
    String currency,
    long daysToStart)
    implements Moment {}
