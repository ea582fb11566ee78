package io.rtoto.bench;

import io.rtoto.schemas.Topic;

/**
 * An event on its way to a topic.
 *
 * @param topic where it goes
 * @param key who it names: the key of its message
 * @param call a call of the Segment spec, as JSON
 */
record TrafficEvent(Topic topic, String key, String call) {}
