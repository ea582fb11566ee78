package io.rtoto.local.planted;

import io.rtoto.jobs.settings.EngageSettings;

/** Planted: a local Flink that knows what runs on it. */
public record KnowsTheJobs(EngageSettings settings) {}
