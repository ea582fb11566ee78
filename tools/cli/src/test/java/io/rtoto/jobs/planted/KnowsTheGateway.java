package io.rtoto.jobs.planted;

import io.rtoto.gateway.GatewaySettings;

/** Planted: a job that knows the gateway. */
public record KnowsTheGateway(GatewaySettings settings) {}
