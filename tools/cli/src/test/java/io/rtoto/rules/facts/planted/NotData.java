package io.rtoto.rules.facts.planted;

/** Planted: a fact that is no record. */
public final class NotData {}
