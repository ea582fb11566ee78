package io.rtoto.gateway.dashboard.planted;

import io.rtoto.gateway.desk.planted.KnowsKafka;

/** Planted: a feature of the gateway that imports another. */
public record KnowsTheDesk(KnowsKafka other) {}
