package io.rtoto.rules.facts.planted;

import io.rtoto.rules.planted.KnowsAFact;

/** Planted: the other half, a fact that knows who knows it. */
public record KnowsTheRules(KnowsAFact rules) {}
