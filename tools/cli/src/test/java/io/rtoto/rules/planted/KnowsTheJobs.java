package io.rtoto.rules.planted;

import io.rtoto.jobs.EngageSettings;

/** Planted: rules that know the jobs. */
public record KnowsTheJobs(EngageSettings settings) {}
