/** Who may write, what by which key, and what a page can prove of its visitor. */
@NullMarked
package io.rtoto.gateway.keys;

import org.jspecify.annotations.NullMarked;
