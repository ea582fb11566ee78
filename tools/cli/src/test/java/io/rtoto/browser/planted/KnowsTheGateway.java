package io.rtoto.browser.planted;

import io.rtoto.gateway.GatewaySettings;

/** Planted: a browser that knows what it visits. */
public record KnowsTheGateway(GatewaySettings settings) {}
