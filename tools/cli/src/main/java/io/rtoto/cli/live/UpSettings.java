package io.rtoto.cli.live;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Everything that can be set of {@code rtoto up}.
 *
 * @param data where everything is kept between two starts
 * @param fresh whether to throw away what is there
 * @param host address that the gateway listens on
 * @param port of the gateway; 0 for any that is free
 * @param kafkaPort of the broker; 0 for any that is free
 * @param rules the rule library
 * @param demo whether the demo shop plays
 * @param parallelism subtasks of each operator
 * @param betweenVisits how often a visitor comes to the demo shop
 */
record UpSettings(
    Path data,
    boolean fresh,
    String host,
    int port,
    int kafkaPort,
    Path rules,
    boolean demo,
    int parallelism,
    Duration betweenVisits) {}
