package io.rtoto.schemas.planted;

import io.rtoto.rules.facts.Moment;

/** Planted: a schema that knows the rules. */
public record KnowsTheRules(Moment moment) {}
