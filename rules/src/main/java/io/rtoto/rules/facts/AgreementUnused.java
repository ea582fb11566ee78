package io.rtoto.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * The customer has not used for a while what they hold, such as an account or a card: for as many
 * days as {@code agreements.yaml} says of its kind. Used again, it is said again after that time.
 *
 * @param agreementId the business's id of it
 * @param kind what it is
 * @param title what it is called; empty when not told
 * @param valueMinor what it is worth, such as the balance that lies idle, in minor units; none when
 *     not told
 * @param currency ISO 4217; empty when its worth is not told
 * @param daysHeld whole days since it began, 0 before; none when its begin was not told
 * @param daysUnused whole days since it was last used, or began when it never was
 */
public record AgreementUnused(
    String agreementId,
    @OneOf(namedIn = OneOf.AGREEMENTS) String kind,
    String title,
    @Nullable Long valueMinor,
    String currency,
    @Nullable Long daysHeld,
    long daysUnused)
    implements Moment {}
