package io.rtoto.jobs.identity.planted;

import org.apache.flink.api.common.state.ValueState;

/** Planted: a feature's plain record that knows Flink. */
public record KnowsFlink(ValueState<String> state) {}
