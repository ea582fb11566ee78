package io.rtoto.gateway.dashboard;

import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Instant;
import java.util.List;

/**
 * What was measured, as the pages are told of it.
 *
 * @param whole whether these are all that a page needs, or those that take the place of older ones
 * @param asOf when it was made
 * @param figures minutes, the earliest first
 * @param scorecards of rules, in the order of their keys
 * @param asked what it takes to ask the rules, by version and moment; all of it or, where nothing
 *     is new, none
 * @param missing what keeps events from being decided on, a sentence each
 */
record MeasuredFrame(
    boolean whole,
    Instant asOf,
    List<Figures> figures,
    List<Scorecard> scorecards,
    List<AskedRules> asked,
    List<String> missing) {}
