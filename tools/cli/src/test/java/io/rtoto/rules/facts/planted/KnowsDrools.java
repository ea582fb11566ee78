package io.rtoto.rules.facts.planted;

import org.kie.api.KieBase;

/** Planted: a fact that knows Drools. */
public record KnowsDrools(KieBase rules) {}
