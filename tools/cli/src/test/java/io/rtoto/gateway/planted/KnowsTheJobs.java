package io.rtoto.gateway.planted;

import io.rtoto.jobs.settings.EngageSettings;

/** Planted: a gateway that knows the jobs. */
public record KnowsTheJobs(EngageSettings settings) {}
