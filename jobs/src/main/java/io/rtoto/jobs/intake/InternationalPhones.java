package io.rtoto.jobs.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import io.rtoto.schemas.naming.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers by the numbering plans of the world. A number that tells its country is believed as
 * long as it may be one, since new ranges come into use before a plan tells of them; a number that
 * does not must be one in its region, or else the region was a wrong guess.
 */
public final class InternationalPhones implements PhoneNumbers {
  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

  /** Whether that is a country whose numbers are known, by its ISO 3166 code. */
  public static boolean knowsRegion(String region) {
    return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
  }

  @Override
  public @Nullable String canonical(String number, String region) {
    PhoneNumber parsed;
    try {
      parsed = plans.parseAndKeepRawInput(number, region);
    } catch (NumberParseException e) {
      return null;
    }
    // E.164 knows no extensions: without it, all who share a switchboard would be one.
    if (parsed.hasExtension()) {
      return null;
    }
    boolean tellsCountry =
        parsed.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN;
    return (tellsCountry ? isPossible(parsed) : plans.isValidNumber(parsed))
        ? plans.format(parsed, PhoneNumberFormat.E164)
        : null;
  }

  /** By its length; not when it can only be dialled from next door. */
  private boolean isPossible(PhoneNumber number) {
    return plans.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
  }
}
