/** What rules would have decided on recorded events, beside what others would have. */
@NullMarked
package io.rtoto.cli.backtest;

import org.jspecify.annotations.NullMarked;
