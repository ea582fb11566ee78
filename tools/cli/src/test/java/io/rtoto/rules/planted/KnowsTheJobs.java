package io.rtoto.rules.planted;

import io.rtoto.jobs.settings.EngageSettings;

/** Planted: rules that know the jobs. */
public record KnowsTheJobs(EngageSettings settings) {}
