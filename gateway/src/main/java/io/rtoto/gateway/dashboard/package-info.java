/** The first page: events, customers and decisions as they happen. */
@NullMarked
package io.rtoto.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
