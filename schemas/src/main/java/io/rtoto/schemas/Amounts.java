package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.deadletters.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the amounts of money of one event: JSON numbers in major units become whole minor units of
 * the event's currency (ISO 4217), half a unit rounded up.
 */
final class Amounts {
  /** The largest amount, in minor units: beyond it a sum over a customer's life could overflow. */
  static final long MAX_MINOR = 1_000_000_000_000L;

  /**
   * Digits after the point by currency: those that one can pay with (not gold, not "no currency").
   */
  private static final Map<String, Integer> DIGITS =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(
              Collectors.toUnmodifiableMap(
                  Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000};

  private final @Nullable String currency;
  private final int digits;

  private Amounts(@Nullable String currency, int digits) {
    this.currency = currency;
    this.digits = digits;
  }

  /**
   * Of an event whose field {@code currency} may be left out.
   *
   * @param defaultCurrency the currency that it then stands in; null refuses every amount without
   */
  static Amounts in(Fields properties, @Nullable String defaultCurrency) throws Unsound {
    String told = properties.text("currency");
    String currency = told == null ? defaultCurrency : told;
    if (currency == null) {
      return new Amounts(null, 0);
    }
    Integer digits = DIGITS.get(currency);
    if (digits == null) {
      throw unknown(properties, Fields.shown(properties.value("currency")));
    }
    return new Amounts(currency, digits);
  }

  /** Whether amounts can be read in that currency. */
  static boolean knows(String currency) {
    return DIGITS.containsKey(currency);
  }

  /** The amount in that field, or null when it is not told. */
  @Nullable Money amount(Fields fields, String field) throws Unsound {
    JsonNode value = fields.value(field);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      throw fields.unexpected(field, "a number", Fields.shown(value));
    }
    BigDecimal major = value.decimalValue();
    if (major.signum() < 0) {
      throw new Unsound(
          Reason.NEGATIVE_AMOUNT,
          fields.at(field) + ": expected 0 or more, got " + Fields.shown(value) + ".");
    }
    if (currency == null) {
      throw unknown(fields, "nothing");
    }
    return new Money(minor(fields, field, value, major), currency);
  }

  /** The first of these fields that tells an amount, or null; all of them are checked. */
  @Nullable Money firstAmount(Fields fields, String... names) throws Unsound {
    Money first = null;
    for (String field : names) {
      Money amount = amount(fields, field);
      first = first == null ? amount : first;
    }
    return first;
  }

  private long minor(Fields fields, String field, JsonNode value, BigDecimal major) throws Unsound {
    if (major.signum() == 0) {
      return 0;
    }
    // Before any arithmetic: 1e999999999 is a short text and a number of a billion digits.
    long integerDigits = (long) major.precision() - major.scale();
    if (integerDigits > 13) {
      throw tooMuch(fields, field, value);
    }
    if (digits == 0 && (integerDigits <= 0 || major.stripTrailingZeros().scale() > 0)) {
      throw fraction(fields, field, value);
    }
    if (integerDigits < -POWERS_OF_TEN.length) {
      return 0;
    }
    BigDecimal minor =
        major.multiply(BigDecimal.valueOf(POWERS_OF_TEN[digits])).setScale(0, RoundingMode.HALF_UP);
    if (minor.compareTo(BigDecimal.valueOf(MAX_MINOR)) > 0) {
      throw tooMuch(fields, field, value);
    }
    return minor.longValueExact();
  }

  private Unsound fraction(Fields fields, String field, JsonNode value) {
    return fields.unexpected(
        field, "a whole number because " + currency + " has no smaller unit", Fields.shown(value));
  }

  private static Unsound tooMuch(Fields fields, String field, JsonNode value) {
    return fields.unexpected(field, "at most " + MAX_MINOR + " minor units", Fields.shown(value));
  }

  private static Unsound unknown(Fields fields, String got) {
    return new Unsound(
        Reason.UNKNOWN_CURRENCY,
        fields.at("currency") + ": expected an ISO 4217 code such as EUR, got " + got + ".");
  }
}
