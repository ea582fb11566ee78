/** The demo shop: a seeded simulation of customers who browse, buy, ask and leave. */
@NullMarked
package io.rtoto.cli.shop;

import org.jspecify.annotations.NullMarked;
