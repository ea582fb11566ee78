/** What operators see of the gateway: its figures. */
@NullMarked
package io.rtoto.gateway.operations;

import org.jspecify.annotations.NullMarked;
