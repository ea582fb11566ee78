package io.rtoto.cli.live;

import io.rtoto.jobs.settings.Patience;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of {@code rtoto up}.
 *
 * @param data where everything is kept between two starts
 * @param fresh whether to throw away what is there
 * @param host address that the gateway listens on
 * @param port of the gateway; 0 for any that is free
 * @param kafka host and port of a broker that runs already; null to start one
 * @param kafkaPort of the broker that is started; 0 for any that is free
 * @param postgres where JDBC finds a database that runs already; null to start one
 * @param flink host and port of the REST interface of a Flink cluster that runs already; null to
 *     start one
 * @param rules the rule library
 * @param demo whether a business plays
 * @param industry what kind of business
 * @param parallelism subtasks of each operator
 * @param betweenVisits how often a visitor comes to it
 * @param patience of the job
 */
record UpSettings(
    Path data,
    boolean fresh,
    InetAddress host,
    int port,
    @Nullable String kafka,
    int kafkaPort,
    @Nullable String postgres,
    @Nullable String flink,
    Path rules,
    boolean demo,
    String industry,
    int parallelism,
    Duration betweenVisits,
    Patience patience) {}
