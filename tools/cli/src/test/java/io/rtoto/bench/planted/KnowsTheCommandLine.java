package io.rtoto.bench.planted;

import io.rtoto.cli.console.ProjectRoot;

/** Planted: a measurement that knows the command line. */
public record KnowsTheCommandLine(ProjectRoot root) {}
