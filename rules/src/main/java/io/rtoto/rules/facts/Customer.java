package io.rtoto.rules.facts;

import java.util.List;

/**
 * What is known of the customer.
 *
 * @param orders how many orders
 * @param spendMinor what was spent, in minor units
 * @param currency ISO 4217; empty before the first order
 * @param events how many events of all kinds
 * @param knownDays days since the first event
 * @param language BCP 47; empty when not told
 * @param identified whether the customer has told who they are
 * @param tier what the customer is worth, as {@code tiers.yaml} has it; empty before the first
 *     order
 * @param winBack whether and how to win the customer back; empty where there is nothing to win back
 * @param tags what rules have noted of the customer and still holds, by name: those of {@code
 *     tags.yaml}
 * @param leadScore how warm a lead the customer is, as {@code scores.yaml} counts it: points of
 *     what they did lately; 0 for none
 * @param region where the customer lives, as they told last; a country as ISO 3166 has it, such as
 *     {@code TW}; empty when not told
 */
public record Customer(
    long orders,
    long spendMinor,
    String currency,
    long events,
    long knownDays,
    String language,
    boolean identified,
    @OneOf(namedIn = OneOf.TIERS, orEmpty = true) String tier,
    @OneOf(
            value = {"about-to-be-lost", "high-value-lost", "low-value-lost"},
            orEmpty = true)
        String winBack,
    @OneOf(namedIn = OneOf.TAGS) List<String> tags,
    long leadScore,
    String region) {}
