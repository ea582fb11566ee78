/** A small shop to try RTOTO with: its pages, and the little that its server does. */
@NullMarked
package io.rtoto.gateway.shop;

import org.jspecify.annotations.NullMarked;
