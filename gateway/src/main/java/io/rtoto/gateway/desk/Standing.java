package io.rtoto.gateway.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer was worth from a time on.
 *
 * @param at from when on, by the clock
 * @param orders how many orders
 * @param spendMinor what was spent, in minor units of {@code currency}
 * @param currency ISO 4217; null before the first order
 * @param tier what they were worth; null before the first order
 * @param pAlive how probable it was that they still buy at all, in hundredths; null where no model
 *     tells
 * @param expectedValueMinor what was still expected of them; null where no model tells
 * @param leadScore how warm a lead they were
 */
public record Standing(
    Instant at,
    long orders,
    long spendMinor,
    @Nullable String currency,
    @Nullable String tier,
    @Nullable Double pAlive,
    @Nullable Long expectedValueMinor,
    long leadScore) {}
