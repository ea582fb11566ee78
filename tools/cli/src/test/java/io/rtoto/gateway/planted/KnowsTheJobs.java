package io.rtoto.gateway.planted;

import io.rtoto.jobs.EngageSettings;

/** Planted: a gateway that knows the jobs. */
public record KnowsTheJobs(EngageSettings settings) {}
