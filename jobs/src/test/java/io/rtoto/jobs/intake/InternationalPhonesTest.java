package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InternationalPhonesTest {
  private final InternationalPhones phones = new InternationalPhones();

  @ParameterizedTest
  @CsvSource({
    "(415) 555-2671,US,+14155552671",
    "1-415-555-2671,US,+14155552671",
    "+1 415 555 2671,TW,+14155552671",
    "0912 345 678,TW,+886912345678",
    "+886 912-345-678,US,+886912345678",
    "002 886 912 345 678,TW,+886912345678",
    "020 7946 0958,GB,+442079460958",
    "+44 (0)20 7946 0958,US,+442079460958",
    "138 0013 8000,CN,+8613800138000",
    "02 3661 8300,IT,+390236618300",
    // a range that no plan tells of yet
    "+886 2 1234 5678,US,+886212345678"
  })
  void writesANumberAsItIsDialledFromAnywhere(String number, String region, String canonical) {
    assertThat(phones.canonical(number, region)).isEqualTo(canonical);
    assertThat(phones.canonical(canonical, region)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "0912 345 678,US",
    "555-2671,US",
    "+1 555 2671,US",
    "0000000000,US",
    "12,US",
    "+,US",
    "n/a,US",
    "call me,US",
    "+44 1234,GB",
    "+999 123 456 789,US",
    "+1 415 555 2671 ext. 12,US",
    "912345678901234567890,TW"
  })
  void whatIsNoNumberInItsRegionIsNobodys(String number, String region) {
    assertThat(phones.canonical(number, region)).isNull();
  }

  @Test
  void knowsCountriesByTheirCode() {
    assertThat(InternationalPhones.knowsRegion("TW")).isTrue();
    assertThat(InternationalPhones.knowsRegion("tw")).isFalse();
    assertThat(InternationalPhones.knowsRegion("Taiwan")).isFalse();
  }
}
