/** Cases beside the rules: given this, the rules say that. */
@NullMarked
package io.rtoto.rules.cases;

import org.jspecify.annotations.NullMarked;
