package io.rtoto.cli.backtest;

import io.rtoto.jobs.engagement.Hindsight;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest is asked to do.
 *
 * @param recorded what happened
 * @param base the rules as they are
 * @param candidate the rules as they may be
 * @param beside what is in force beside either
 * @param since how long before the newest event the comparison begins
 * @param out the folder for the decisions of both sides; null when nobody wants them
 * @param workplace a folder for files that do not outlast the backtest
 * @param threads how many go through customers at the same time
 */
public record BacktestRequest(
    Recorded recorded,
    Side base,
    Side candidate,
    Hindsight.Beside beside,
    Duration since,
    @Nullable Path out,
    Path workplace,
    int threads) {}
