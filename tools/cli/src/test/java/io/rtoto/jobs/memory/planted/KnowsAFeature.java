package io.rtoto.jobs.memory.planted;

import io.rtoto.jobs.intake.planted.KnowsIdentity;

/** Planted: what is remembered of a customer, and knows a feature. */
public record KnowsAFeature(KnowsIdentity other) {}
