package io.rtoto.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.rtoto.bench.Settled.Quantiles;

/**
 * How long the contact repository takes for an answer.
 *
 * @param customers how many it holds
 * @param rows how many rows all its tables hold
 * @param megabytes how large the database is
 * @param machine what it was measured on
 * @param questions how many of each kind were asked, one after the other
 * @param contactMillis for all that is known of a customer
 * @param timelineMillis for the newest 50 entries of a customer's timeline
 * @param searchMillis for the customer who goes by an identifier
 */
@JsonPropertyOrder({
  "customers",
  "rows",
  "megabytes",
  "machine",
  "questions",
  "contactMillis",
  "timelineMillis",
  "searchMillis"
})
record ContactTimes(
    int customers,
    long rows,
    long megabytes,
    Machine machine,
    int questions,
    Quantiles contactMillis,
    Quantiles timelineMillis,
    Quantiles searchMillis) {}
