package io.rtoto.schemas.naming;

import org.jspecify.annotations.Nullable;

/** Who knows phone numbers. */
@FunctionalInterface
public interface PhoneNumbers {
  /** Of whoever knows none: each is kept as the text that it is. */
  PhoneNumbers AS_TEXT = (number, region) -> number;

  /**
   * The number as it is dialled from anywhere.
   *
   * @param number the number, without characters that cannot be seen
   * @param region ISO 3166 code of the country in which it is dialled as it stands
   * @return E.164, such as {@code +41446681800}; null when it is no number there
   */
  @Nullable String canonical(String number, String region);
}
