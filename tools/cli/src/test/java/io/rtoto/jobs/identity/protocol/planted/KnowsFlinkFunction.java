package io.rtoto.jobs.identity.protocol.planted;

import org.apache.flink.api.common.state.ValueState;

/** Planted: a part of the identity protocol that knows Flink. */
public record KnowsFlinkFunction(ValueState<String> state) {}
