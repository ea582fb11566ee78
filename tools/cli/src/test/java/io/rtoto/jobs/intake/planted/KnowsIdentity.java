package io.rtoto.jobs.intake.planted;

import io.rtoto.jobs.identity.planted.KnowsFlink;

/** Planted: a feature that imports another. */
public record KnowsIdentity(KnowsFlink other) {}
