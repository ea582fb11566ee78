package io.rtoto.jobs.attrition.planted;

import io.rtoto.jobs.memory.OrderStatistics;

/** Planted: a part of the models that knows where purchases are remembered. */
public record KnowsTheMemory(OrderStatistics orders) {}
