@NullMarked
package io.rtoto.cli.backtest;

import org.jspecify.annotations.NullMarked;
