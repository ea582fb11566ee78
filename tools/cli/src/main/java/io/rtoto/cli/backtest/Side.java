package io.rtoto.cli.backtest;

import io.rtoto.schemas.rulebundles.RuleBundle;

/**
 * Rules that are compared with others.
 *
 * @param name where they come from, such as {@code rules/library}
 * @param bundle compiled
 */
public record Side(String name, RuleBundle bundle) {}
