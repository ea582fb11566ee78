/** What a shop's pages load from us: the script that receives offers, and its types. */
@NullMarked
package io.rtoto.gateway.client;

import org.jspecify.annotations.NullMarked;
