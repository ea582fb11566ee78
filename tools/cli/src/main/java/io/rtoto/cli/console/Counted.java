package io.rtoto.cli.console;

import io.rtoto.schemas.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** So many of something, in words. */
public final class Counted {
  private Counted() {}

  /**
   * Such as {@code 1 customer} or {@code 2,357 customers}.
   *
   * @param one the word for one of them, which takes an s for several
   */
  public static String of(long number, String one) {
    return "%,d %s%s".formatted(number, one, number == 1 ? "" : "s");
  }

  /** Such as {@code 12.50 EUR}: an unknown currency counts as one of hundredths. */
  public static String money(Money amount) {
    int digits =
        Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getCurrencyCode().equals(amount.currency()))
            .mapToInt(Currency::getDefaultFractionDigits)
            .filter(known -> known >= 0)
            .findFirst()
            .orElse(2);
    return BigDecimal.valueOf(amount.minor(), digits).toPlainString() + " " + amount.currency();
  }
}
