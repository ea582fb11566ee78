package io.rtoto.schemas;

import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.events.Occurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the back end tells of what a customer holds over time. */
final class ToldAgreements {
  /** The properties that are read. */
  static final Set<String> FIELDS =
      Set.of(
          "agreement_id",
          "kind",
          "name",
          "status",
          "value",
          "currency",
          "starts_at",
          "ends_at",
          "last_used_at");

  /** Systems of record write the year 9999 for no end, and 0001 for no beginning. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private ToldAgreements() {}

  static AgreementReported read(Occurrence occurrence, Fields properties) throws Unsound {
    return new AgreementReported(
        occurrence,
        properties.requiredText("agreement_id", Names.MAX_LENGTH),
        properties.requiredText("kind", Names.MAX_LENGTH),
        properties.text("name", Names.MAX_LENGTH),
        status(properties),
        Amounts.in(properties, null).amount(properties, "value"),
        instant(properties, "starts_at"),
        instant(properties, "ends_at"),
        instant(properties, "last_used_at"));
  }

  private static AgreementStatus status(Fields properties) throws Unsound {
    String told = properties.text("status");
    if (told == null) {
      return AgreementStatus.ACTIVE;
    }
    Optional<AgreementStatus> status = AgreementStatus.of(told);
    if (status.isEmpty()) {
      throw properties.unexpected(
          "status",
          "one of " + String.join(", ", AgreementStatus.wireNames()),
          Fields.shown(properties.value("status")));
    }
    return status.get();
  }

  /** An instant, or a date, which begins at midnight, UTC. */
  private static @Nullable Instant instant(Fields properties, String field) throws Unsound {
    String told = properties.text(field);
    if (told == null) {
      return null;
    }
    Instant instant = Times.parse(told);
    instant = instant == null ? midnight(told) : instant;
    if (instant == null || instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
      throw properties.unexpected(
          field,
          "a date such as 2026-11-22 or an ISO instant, of the years 1900 to 2199 (without an end,"
              + " leave it out)",
          Fields.shown(properties.value(field)));
    }
    return instant;
  }

  private static @Nullable Instant midnight(String date) {
    try {
      return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
