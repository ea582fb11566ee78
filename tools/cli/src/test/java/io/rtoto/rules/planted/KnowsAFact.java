package io.rtoto.rules.planted;

import io.rtoto.rules.facts.planted.KnowsTheRules;

/** Planted: one half of a circle between two packages. */
public record KnowsAFact(KnowsTheRules fact) {}
