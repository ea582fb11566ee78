package io.rtoto.bench.recommend;

import io.rtoto.jobs.association.learning.Look;
import java.util.List;

/**
 * A look in a trial.
 *
 * @param look the look
 * @param learns whether it is learned from
 * @param asks whether what comes next is asked afterwards
 * @param rest what the session really came to, in order; empty where that is not compared
 */
record Step(Look look, boolean learns, boolean asks, List<String> rest) {}
