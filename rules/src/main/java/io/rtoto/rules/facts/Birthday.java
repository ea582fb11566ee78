package io.rtoto.rules.facts;

/**
 * It is the customer's birthday: the day has begun where the customer lives, or in UTC when that
 * was not told. Whoever was born on 29 February has it on the 28th in other years.
 *
 * @param age in years; 0 when the year was not told
 */
public record Birthday(int age) implements Moment {}
