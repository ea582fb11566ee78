package io.rtoto.schemas;

/**
 * An amount of money.
 *
 * @param minor in minor units (cents of a dollar, whole yen)
 * @param currency ISO 4217, such as {@code EUR}
 */
public record Money(long minor, String currency) {}
