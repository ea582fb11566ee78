package io.rtoto.jobs.planted;

/** Planted: a name that says nothing. */
public record ClockUtil() {}
